import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { replyRecord, type ReplyRecord } from "./reply-record.ts";
import { listAsked } from "./reply-record.queries.server.ts";

/**
 * How the employer answers those who apply, as of `at`; undefined while there are too few applications to say. A page that
 * is kept for the day gives the day's beginning.
 */
export async function readReplyRecord(db: Db, employerId: EmployerId, at: Date): Promise<ReplyRecord | undefined> {
  return replyRecord(await listAsked(db, employerId, at));
}
