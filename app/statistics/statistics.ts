import type { JobId } from "~/platform/ids.ts";
import { sources, type Source } from "./source.ts";

/** The stretches of time a page may show; `term` is the job's present or last one. */
export const spans = ["7", "30", "90", "term"] as const;
export type Span = (typeof spans)[number];

export const spanWords: Record<Span, string> = {
  "7": "7 days",
  "30": "30 days",
  "90": "90 days",
  term: "The job’s term",
};

/** The span that a URL asks for; 30 days where it asks for none that there is. */
export function parseSpan(text: string | null, withTerm: boolean): Span {
  const span = spans.find((one) => one === text);
  return span && (withTerm || span !== "term") ? span : "30";
}

/** The first and the last day of a stretch, both included; numbered as `utcDay` does. */
export type Range = { from: number; to: number };

/** No chart shows more; a term of a job may be longer. */
const LONGEST_RANGE = 366;

/** @param termDay the day on which the job's term began; without one a term is 30 days. */
export function rangeOf(span: Span, today: number, termDay?: number): Range {
  if (span !== "term") return { from: today - Number(span) + 1, to: today };
  return { from: Math.max(termDay ?? today - 29, today - LONGEST_RANGE + 1), to: today };
}

/** People who looked, who clicked to apply elsewhere, and who applied here. */
export type Counts = { views: number; clicks: number; applies: number };

export type DayCounts = Counts & { day: number };
export type SourceCounts = Counts & { source: Source };

export type Statistics = {
  range: Range;
  total: Counts;
  /** Every day of the range, those without anything too. */
  days: DayCounts[];
  /** Where people came from, the most views first. */
  sources: SourceCounts[];
  /** Applications whose source is not known. */
  appliesUnknown: number;
};

const none: Counts = { views: 0, clicks: 0, applies: 0 };

/**
 * Puts together what was counted.
 * @param counted views, clicks, and of the applications those whose source is known
 * @param applied all applications by day, from themselves
 */
export function makeStatistics(
  range: Range,
  counted: readonly (Counts & { day: number; source: string })[],
  applied: readonly { day: number; applies: number }[],
): Statistics {
  const days = new Map<number, DayCounts>();
  for (let day = range.from; day <= range.to; day++) days.set(day, { day, ...none });
  const bySource = new Map<string, Counts>();
  for (const { day, source, views, clicks, applies } of counted) {
    const ofDay = days.get(day);
    if (!ofDay) continue;
    ofDay.views += views;
    ofDay.clicks += clicks;
    const ofSource = bySource.get(source) ?? { ...none };
    ofSource.views += views;
    ofSource.clicks += clicks;
    ofSource.applies += applies;
    bySource.set(source, ofSource);
  }
  for (const { day, applies } of applied) {
    const ofDay = days.get(day);
    if (ofDay) ofDay.applies += applies;
  }
  const list = [...days.values()];
  const total = list.reduce<Counts>(add, none);
  const known = [...bySource.values()].reduce((sum, { applies }) => sum + applies, 0);
  return {
    range,
    total,
    days: list,
    sources: sources
      .flatMap((source) => (bySource.has(source) ? [{ source, ...bySource.get(source)! }] : []))
      .sort((one, other) => other.views - one.views || other.clicks - one.clicks),
    appliesUnknown: Math.max(0, total.applies - known),
  };
}

function add(sum: Counts, { views, clicks, applies }: Counts): Counts {
  return { views: sum.views + views, clicks: sum.clicks + clicks, applies: sum.applies + applies };
}

/** Of those who looked, the share that applied or went on to apply, 0 to 1; null where nobody looked. */
export function conversion({ views, clicks, applies }: Counts): number | null {
  return views > 0 ? Math.min(1, (clicks + applies) / views) : null;
}

/** So many jobs must stand behind a median, or there is none. */
export const ENOUGH_JOBS = 5;

/** The middle of the values, the mean of both middles of an even number; null for fewer than `ENOUGH_JOBS`. */
export function medianOfEnough(values: readonly number[]): number | null {
  if (values.length < ENOUGH_JOBS) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A job's count a day against the median of similar jobs; `median` is null where too few are similar. */
export type AgainstSimilar = { own: number; median: number | null; jobs: number };

/** A job against similar ones, over the days of the range on which each of them was posted. */
export type Comparison = {
  jobId: JobId;
  views: AgainstSimilar;
  /** Clicks away or applications, against those jobs that take applications the same way. */
  responses: AgainstSimilar & { kind: "clicks" | "applies" };
};
