import { MINUTE } from "~/platform/clock.ts";

/**
 * How long a job is one moderator's after they took it or last did something with it, in minutes. Long enough to read a
 * long job and write a reason on a page without script, which renews nothing by itself; short enough that nobody who went
 * home holds up what runs out within hours.
 */
export const READING_MINUTES = 10;

/**
 * How long it stays theirs after their page was left, in seconds: a page that is loaded again is not left, and whoever
 * comes back within them finds it as it was.
 */
export const LEAVING_SECONDS = 30;

/** How often the page of somebody who is at work renews it, in milliseconds. */
export const KEEP_EVERY = 2 * MINUTE;

/** Who has a job before them, from when and until when at least. */
export type Reader = { name: string; own: boolean; since: Date; until: Date };

/** Who reads a job, in words: `Ana is reading it, since 13:02, until 13:12 UTC`. */
export function readerWords({ name, own, since, until }: Reader): string {
  return `${own ? "You are" : `${name} is`} reading it, since ${timeOf(since)}, until ${timeOf(until)} UTC`;
}

const timeOf = (moment: Date) => moment.toISOString().slice(11, 16);
