import type { SanctionTable } from "#db/schema/moderation.ts";

/** Why a job is suspended or an employer banned; kept as a code, so that it can be counted. */
export const sanctionCodes = {
  scam: "Looks like a scam",
  false: "The job is not as it is described, or not open",
  fees: "Seekers would have to pay",
  unlawful: "Unlawful wording or terms",
  impersonation: "Posted in somebody else's name",
  copied: "Copied from somebody else",
  rights: "Somebody's rights: a takedown request",
  other: "Something else",
} as const;
export type SanctionCode = keyof typeof sanctionCodes;
export const sanctionCodeList = Object.keys(sanctionCodes) as [SanctionCode, ...SanctionCode[]];

/** A stored code in words. */
export function sanctionWords(code: string): string {
  return code in sanctionCodes ? sanctionCodes[code as SanctionCode] : code;
}

/** The most of a reason, and of an appeal, in characters. */
export const REASON_LENGTH = 2_000;
export const APPEAL_LENGTH = 4_000;

/** What an appeal is about. */
export type AppealMatter = "suspended" | "rejected" | "banned";

export const appealMatters: Record<AppealMatter, string> = {
  suspended: "Suspension of a job",
  rejected: "A job taken down for good",
  banned: "Ban of an employer",
};

/** Whether overturning it is a sensitive act: it lifts a ban, or gives a credit. */
export const isSensitive = (matter: AppealMatter) => matter !== "suspended";

export const appealStates = {
  open: "Waits for a decision",
  kept: "The decision stands",
  overturned: "Overturned",
  settled: "Settled before it was decided",
} as const;

type Standing = Pick<SanctionTable, "kind" | "state" | "ban_id">;

/**
 * What may be appealed of a sanction; undefined where nothing may: it was lifted, or it is part of a ban, which is
 * appealed as a whole.
 */
export function appealable({ kind, state, ban_id }: Standing): AppealMatter | undefined {
  if (kind === "ban") return state === "active" ? "banned" : undefined;
  if (state === "final") return "rejected";
  return state === "active" && !ban_id ? "suspended" : undefined;
}
