/**
 * How an employer answers those who apply, from the history of its applications. An answer is what an applicant can act
 * on: interview, offer, hired or declined; that somebody has read the application is none.
 */
import { DAY } from "~/platform/clock.ts";
import type { ApplicationState } from "./application.ts";

/** The states that are an answer. */
export const ANSWERS = ["interview", "offer", "hired", "declined"] as const satisfies readonly ApplicationState[];

/** Applications of the last 12 months count, once they have waited for two weeks, however quickly they were answered. */
export const RECORD_DAYS = 365;
export const RIPE_DAYS = 14;
/** The fewest applications behind a record: below, it would tell of persons rather than of the employer. */
export const LEAST_APPLICATIONS = 10;

/** One application: when it came, and when it was first answered. */
export type Asked = { at: Date; answeredAt: Date | null };

export type ReplyRecord = {
  applications: number;
  answered: number;
  /** Whole percent, rounded down, so that only all of them are 100. */
  percent: number;
  /** Of those that were answered, in days; null when none was. */
  medianDays: number | null;
};

/** The record of these applications; undefined while there are too few. */
export function replyRecord(asked: readonly Asked[]): ReplyRecord | undefined {
  if (asked.length < LEAST_APPLICATIONS) return undefined;
  const waits = asked
    .flatMap(({ at, answeredAt }) => (answeredAt ? [Math.max(0, answeredAt.getTime() - at.getTime()) / DAY] : []))
    .sort((one, other) => one - other);
  return {
    applications: asked.length,
    answered: waits.length,
    percent: Math.floor((100 * waits.length) / asked.length),
    medianDays: waits.length > 0 ? medianOf(waits) : null,
  };
}

/** Of sorted numbers, at least one: the middle one, or the mean of the middle two. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** `6 days`, `1 day`, `less than a day`. */
export function daysWords(days: number): string {
  const whole = Math.round(days);
  return whole < 1 ? "less than a day" : whole === 1 ? "1 day" : `${whole.toLocaleString("en-US")} days`;
}

/** `You answer 92 %, in 6 days at the median`: a record in half a sentence. @param who `You answer`, `It answers`. */
export function replyWords({ percent, medianDays }: ReplyRecord, who: string): string {
  return `${who} ${percent} %${medianDays === null ? "" : `, in ${daysWords(medianDays)} at the median`}`;
}
