import { expect } from "@playwright/test";

export type Mail = { id: string; to: string; subject: string; text: string; html: string; at: string };

export type Mailbox = {
  /** The mails to an address, newest first. */
  list(to: string): Promise<Mail[]>;
  /** Waits (15 s) for a mail to `to` whose subject matches, and gives the newest. */
  waitFor(to: string, subject: RegExp): Promise<Mail>;
  /** Waits for that mail and gives the first link in it whose address matches. Throws when it has none. */
  waitForLink(to: string, subject: RegExp, address: RegExp): Promise<string>;
};

/** Reads the board's mailbox at `url`. */
export function openMailbox(url: string): Mailbox {
  const list = async (to: string): Promise<Mail[]> => {
    const answer = await fetch(`${url}/api/messages?to=${encodeURIComponent(to)}`, {
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}`);
    return (await answer.json()) as Mail[];
  };
  const waitFor = async (to: string, subject: RegExp): Promise<Mail> => {
    let found: Mail | undefined;
    await expect
      .poll(async () => (found = (await list(to)).find((mail) => subject.test(mail.subject))) !== undefined, {
        message: `a mail to ${to} about ${subject}`,
        timeout: 15_000,
      })
      .toBe(true);
    if (!found) throw new Error(`No mail to ${to} about ${subject}`);
    return found;
  };
  return {
    list,
    waitFor,
    async waitForLink(to, subject, address) {
      const mail = await waitFor(to, subject);
      const links = mail.text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
      const link = links.find((candidate) => address.test(candidate));
      if (!link) throw new Error(`The mail "${mail.subject}" has no link like ${address}`);
      return link;
    },
  };
}
