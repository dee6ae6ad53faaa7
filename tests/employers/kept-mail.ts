import type { ReactElement } from "react";
import type { Mail } from "~/platform/mail/send-mail.server.ts";

/** What would have been mailed, oldest first. */
export const mails: Mail[] = [];

/** Stands in for the mail module, by `vi.mock`: keeps what is sent. */
export async function keepingMail<Module extends object>(original: () => Promise<Module>) {
  return {
    ...(await original()),
    sendMail: (mail: Mail) => {
      mails.push(mail);
      return Promise.resolve();
    },
  };
}

/** The mails to an address. */
export const mailsTo = (email: string) => mails.filter((mail) => mail.to === email);

/** What the newest mail to an address was made of, such as its link. */
export function lastMailTo<Props = Record<string, string>>(email: string): Mail & { props: Props } {
  const mail = mailsTo(email).at(-1);
  if (!mail) throw new Error(`No mail to ${email}`);
  return { ...mail, props: (mail.element as ReactElement<Props>).props };
}
