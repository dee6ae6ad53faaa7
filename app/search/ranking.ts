import { DAY } from "~/platform/clock.ts";
import { parseId, type JobId } from "~/platform/ids.ts";
import type { Order } from "./criteria.ts";

/** The UTC day of a moment, counted from 1970. */
export function utcDay(at: number): number {
  return Math.floor(at / DAY);
}

/** What of a job's rank does not depend on the words. Days as `utcDay` counts them. */
export type Freshness = { postedDay: number; confirmedDay: number; featuredUntil: number };

/** Whether a job is ordered, and labelled, as featured on a day: it was paid for at least until that day began. */
export function isFeatured(featuredUntil: number, day: number): boolean {
  return featuredUntil > day * DAY;
}

/**
 * What a tier adds to the match score: 3 where all words of a search are in the title, 2 in title, facets, employer or
 * places, 1 anywhere; 0 where it has no words.
 */
export const TIER = 2 ** 24;
const FEATURED = 2 ** 23;
const AGE = 2 ** 20;
const CONFIRMED = 2 ** 16;

/**
 * The part of the match score below the tier, on a day: featured, then the age of the posting in steps, then how lately
 * it was confirmed as open, then the day of posting. An integer, so that a page can begin exactly after it.
 */
export function freshnessScore({ postedDay, confirmedDay, featuredUntil }: Freshness, day: number): number {
  const age = day - postedDay;
  const step = age <= 1 ? 5 : age <= 3 ? 4 : age <= 7 ? 3 : age <= 14 ? 2 : age <= 30 ? 1 : 0;
  const confirmed = Math.max(0, Math.min(15, 15 - (day - confirmedDay)));
  return (
    (isFeatured(featuredUntil, day) ? FEATURED : 0) +
    step * AGE +
    confirmed * CONFIRMED +
    Math.max(0, Math.min(0xffff, postedDay))
  );
}

/**
 * The place in an order after which a page begins. `key` is an integer, the higher the earlier; among equals the higher
 * id comes first. `day` is the day by which the first page was ranked, so that midnight moves nothing between two pages.
 */
export type Position = { sort: Order; day: number; key: number; id: JobId };

const letters: Record<Order, string> = { match: "m", newest: "n", pay: "p", distance: "d", fit: "f" };
/** How old a page may be that a next page is asked for. */
const DAYS_BACK = 60;

/** What a place in `outcomes` adds to the match score, in the order by it; above every tier. */
export const FIT = 2 ** 26;

/** A position as the `after` of a URL. */
export function encodePosition({ sort, day, key, id }: Position): string {
  return `${letters[sort]}.${day}.${key}.${id}`;
}

/** Reads an `after` of the order `sort`; undefined where it is none, or one from the future. `today` as `utcDay` counts. */
export function decodePosition(after: string, sort: Order, today: number): Position | undefined {
  const [, letter, day, key, text] = /^([mnpdf])\.(\d{1,6})\.(-?\d{1,15})\.(\w{22})$/.exec(after) ?? [];
  const id = parseId<"job">(text);
  if (!id || letter !== letters[sort] || Number(day) > today || Number(day) < today - DAYS_BACK) return undefined;
  return { sort, day: Number(day), key: Number(key), id };
}
