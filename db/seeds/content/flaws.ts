import type { SeedContent } from "./make-content.ts";

/** What a moderator sent back: what was wrong with the posting, and what the employer was asked for. */
export type Flaw = { spoil(content: SeedContent): SeedContent; reason: string };

/** One for each job whose changes were asked for. */
export const flaws: readonly Flaw[] = [
  {
    spoil: (content) => ({ ...content, title: "Coder Needed" }),
    reason:
      "The title fits any job on this board. Please name the setting or the specialty, so that the right people open it.",
  },
  {
    spoil: (content) => ({
      ...content,
      pay: content.pay && {
        ...content.pay,
        minCents: Math.round(content.pay.minCents * 0.7),
        maxCents: Math.round(content.pay.maxCents * 1.6),
      },
    }),
    reason:
      "The pay range is wider than one job can be. Give the range that you would really offer for this seat; several states ask for that by law.",
  },
  {
    spoil: (content) => ({ ...content, bodySource: content.bodySource.split("\n\n").slice(0, 1).join("\n\n") }),
    reason:
      "There is one paragraph and nothing about the work. Please say what is coded, for whom, and how it is checked.",
  },
  {
    spoil: (content) => ({
      ...content,
      title: `Entry-Level ${content.title.replace(/^(?:Senior|Lead) /, "")}`,
      apprentice: "no",
      experience: [{ countedIn: "setting", code: content.settings[0]!, years: 5 }],
    }),
    reason:
      "The title says entry level and the job asks for five years. Apprentices will apply and be turned away: change one of the two.",
  },
  {
    spoil: (content) => ({
      ...content,
      production: content.production.map((row) => ({ ...row, amount: Math.min(990, row.amount * 8) })),
    }),
    reason:
      "The production number reads like a day's, and you entered it with another period. Please check what it counts.",
  },
  {
    spoil: (content) => ({
      ...content,
      bodySource: `${content.bodySource}\n\nTo apply, send your résumé to the manager's private address, which we give you by telephone.`,
    }),
    reason:
      "The last line sends applicants to a private address that we cannot see. Let them apply here, or name an address at your own domain.",
  },
];
