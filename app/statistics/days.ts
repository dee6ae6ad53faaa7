import { DAY } from "~/platform/clock.ts";

/** Whole days from 1970 to `at`, in UTC: the days of every count. */
export function utcDay(at: Date): number {
  return Math.floor(at.getTime() / DAY);
}

/** The beginning of a day that `utcDay` numbered. */
export function dateOfDay(day: number): Date {
  return new Date(day * DAY);
}
