import { env } from "~/platform/env.server";
import { createMailer, type Mail, type Mailer, type MailHealth } from "./mailer.server";
import { isNobody } from "./nobody.ts";

export { MailError, type Mail, type MailHealth } from "./mailer.server";

let mailer: Mailer | undefined;

function get(): Mailer {
  const { SMTP_URL, MAIL_FROM, BASE_URL } = env();
  return (mailer ??= createMailer({
    smtpUrl: SMTP_URL,
    from: MAIL_FROM,
    board: { name: "CareerCenter", url: BASE_URL },
  }));
}

/**
 * Renders and sends one mail. Call it from a task, never inside a transaction or a request; with `messageId` made from
 * the task's id, a mail that a crash sends twice can be told for one by the receiving side.
 * Nothing is sent in the place of a deleted account.
 * @throws MailError `permanent` when the task need not try again; Error when the template fails
 */
export async function sendMail(mail: Mail): Promise<void> {
  if (!isNobody(mail.to)) await get().sendMail(mail);
}

/** A Message-ID that is always the same for one key (a task's id), at the board's own host name. */
export function messageIdFor(key: string): string {
  return get().messageIdFor(key);
}

/** Whether the SMTP server answers and takes our sign-in; at most 5 s, and asked at most every 15 s. Never throws. */
export function verifyMail(): Promise<MailHealth> {
  return get().verifyMail();
}

/** Closes the kept connections; for the end of the process. */
export function closeMail(): void {
  mailer?.close();
  mailer = undefined;
}
