import { log } from "../log.server.ts";
import { MailError, sendMail, type Mail } from "./send-mail.server.ts";

/**
 * Sends one mail as `sendMail`, but an address that is refused for good is only logged, without the address: it must not
 * keep the task, and so other people's mail, coming back.
 */
export async function sendUnlessRefused(mail: Mail): Promise<void> {
  try {
    await sendMail(mail);
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ error: error.message, messageId: mail.messageId }, "a mail was refused for good");
  }
}
