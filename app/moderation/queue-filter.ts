import { searchWords } from "~/billing/admin-orders.ts";

/** What the queue may be narrowed to; each may be left open. */
export type QueueFilter = {
  /** A part of the title or of the employer's name, taken by the letter. */
  words: string;
  kind?: "new" | "edit";
  employer?: "verified" | "unverified";
  /** Jobs that the moderator who asks has taken, or that nobody else has. */
  reader?: "own" | "free";
};

export const anyWaiting: QueueFilter = { words: "" };

const choices = {
  kind: ["new", "edit"],
  employer: ["verified", "unverified"],
  reader: ["own", "free"],
} as const;

/** The filter of an address or a form; what it does not know counts as left open. */
export function parseQueueFilter(from: { get(name: string): unknown }): QueueFilter {
  const text = (name: string) => {
    const value = from.get(name);
    return typeof value === "string" ? value : null;
  };
  const one = <Name extends keyof typeof choices>(name: Name): (typeof choices)[Name][number] | undefined =>
    choices[name].find((choice) => choice === text(name));
  return { words: searchWords(text("words")), kind: one("kind"), employer: one("employer"), reader: one("reader") };
}

/** The filter as an address holds it, without what is left open. */
export function queueSearch({ words, kind, employer, reader }: QueueFilter): Record<string, string> {
  const given = Object.entries({ words, kind, employer, reader });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** Whether it leaves everything. */
export function isOpen(filter: QueueFilter): boolean {
  return Object.keys(queueSearch(filter)).length === 0;
}
