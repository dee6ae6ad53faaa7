import { log } from "~/platform/log.server.ts";
import { MailError, sendMail, type Mail } from "~/platform/mail/send-mail.server.ts";

/** Sends a mail; one address that is refused for good must not keep the task, and so other people's mail, coming back. */
export async function sendUnlessRefused(mail: Mail): Promise<void> {
  try {
    await sendMail(mail);
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ error: error.message }, "a mail about an application was refused for good");
  }
}
