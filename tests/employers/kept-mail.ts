import type { ReactElement } from "react";
import type { Mail } from "~/platform/mail/send-mail.server.ts";

/** What would have been mailed, oldest first. */
export const mails: Mail[] = [];

/** The addresses whose server does not answer just now. */
export const refusing = new Set<string>();

/** Stands in for the mail module, by `vi.mock`: keeps what is sent. */
export async function keepingMail<Module extends object>(original: () => Promise<Module>) {
  return {
    ...(await original()),
    sendMail: (mail: Mail) => {
      if (refusing.has(mail.to)) return Promise.reject(new Error("The server does not answer"));
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
