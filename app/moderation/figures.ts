import { REVIEW_PROMISE_DAYS } from "./queue.ts";

/** The fewest cases behind a public figure; below, nothing is said. */
export const LEAST = 5;

export const PROMISE_DAYS = REVIEW_PROMISE_DAYS;

/** A month (`2026-11`) and how often what was decided in it; null stands for fewer than five, which are not told. */
export type MonthFigures = {
  month: string;
  approve: number | null;
  request_changes: number | null;
  reject: number | null;
  all: number | null;
};

/** What the public reads of how this board is moderated; each part is null while fewer than five cases are behind it. */
export type PublicFigures = {
  /** The beginning of the UTC day up to which is counted. */
  until: Date;
  /** The last twelve months, the oldest first, from the first decision on; empty while there is none. */
  months: MonthFigures[];
  /** Of the last twelve months: in hours, and the share decided within the promise in whole percent. */
  waiting: { cases: number; medianHours: number; ninetiethHours: number; withinPromise: number } | null;
  /** Of the last twelve months: reports that people sent, cases decided and upheld, and the median time in hours. */
  reports: { received: number; decided: number; upheld: number; medianHours: number } | null;
  /** Of employers with enough applications to say: how many there are, the median share answered, and of how many. */
  replies: { employers: number; applications: number; answered: number; medianPercent: number } | null;
  /** Jobs out of the lists for want of a confirmation, and apply addresses found gone in twelve months. */
  unconfirmed: number | null;
  deadLinks: number | null;
};

/** A count that may be told. */
export const told = (count: number): number | null => (count >= LEAST ? count : null);

/** `3 hours`, `2 days`: a wait, rounded to the unit that says most. */
export function waitWords(hours: number): string {
  if (hours < 1) return "less than an hour";
  const [count, unit] = hours < 48 ? [Math.round(hours), "hour"] : [Math.round(hours / 24), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** `November 2026`. */
export function monthWords(month: string): string {
  return new Date(`${month}-01`).toLocaleDateString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
}

/** The last `count` months up to the one of `at`, the oldest first. */
export function monthsUntil(at: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - (count - 1 - back), 1)).toISOString().slice(0, 7),
  );
}
