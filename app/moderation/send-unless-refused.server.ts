import { log } from "~/platform/log.server.ts";
import { MailError, sendMail, type Mail } from "~/platform/mail/send-mail.server.ts";

/** Sends a mail; an address that is refused for good is not tried again, and keeps nobody else's mail waiting. */
export async function sendUnlessRefused(mail: Mail): Promise<void> {
  try {
    await sendMail(mail);
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ error: error.message }, "a mail about a report or a sanction was refused for good");
  }
}
