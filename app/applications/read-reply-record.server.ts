import { LRUCache } from "lru-cache";
import { dayOf } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { LEAST_APPLICATIONS, replyRecord, type ReplyRecord } from "./reply-record.ts";
import { countAnswers, listAsked } from "./reply-record.queries.server.ts";

/**
 * How the employer answers those who apply, as of `at`; undefined while there are too few applications to say. A page that
 * is kept for the day gives the day's beginning.
 */
export async function readReplyRecord(db: Db, employerId: EmployerId, at: Date): Promise<ReplyRecord | undefined> {
  return replyRecord(await listAsked(db, employerId, at));
}

/** Records of a day, so that a page of an employer's many jobs does not count its applications anew. */
const kept = new LRUCache<string, { record: ReplyRecord | undefined }>({ max: 5_000 });

/** The record as of the beginning of `at`'s UTC day, counted once a day by each process. */
export async function readReplyRecordOfDay(db: Db, employerId: EmployerId, at: Date): Promise<ReplyRecord | undefined> {
  const day = dayOf(at);
  const key = `${employerId} ${day.getTime()}`;
  const known = kept.get(key);
  if (known) return known.record;
  const record = await readReplyRecord(db, employerId, day);
  kept.set(key, { record });
  return record;
}

/** How many applications each employer with a record had and answered, as of `at`; names none of them. */
export function readReplyRates(db: Db, at: Date): Promise<{ applications: number; answered: number }[]> {
  return countAnswers(db, at, LEAST_APPLICATIONS);
}
