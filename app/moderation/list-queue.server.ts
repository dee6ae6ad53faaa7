import type { Db } from "~/platform/database.server.ts";
import { DAY } from "~/platform/clock.ts";
import type { AccountId } from "~/platform/ids.ts";
import { countDecisions, countWaiting, listWaiting } from "./moderation.queries.server.ts";
import { encodeQueueKey, rightWords, type QueueKey, type Waiting } from "./queue.ts";

export type Queue = {
  /** How many wait in all. */
  count: number;
  jobs: Waiting[];
  /** The key of the next page, if there is one. */
  next: string | undefined;
};

/** A page of the queue: what runs out first stands first. */
export async function listQueue(db: Db, options: { after?: QueueKey; limit: number }): Promise<Queue> {
  const [rows, count] = await Promise.all([
    listWaiting(db, { ...options, limit: options.limit + 1 }),
    countWaiting(db),
  ]);
  const jobs = rows.slice(0, options.limit).map((row): Waiting => ({
    jobId: row.id,
    title: row.title,
    revisionNumber: row.revision_number,
    employerName: row.employer_name,
    verified: row.verification !== "unverified",
    submittedAt: row.submitted_at,
    runsOutAt: row.runs_out_at,
    right: row.right_kind ? rightWords({ ...row, right_kind: row.right_kind, term_state: "held" }) : "Nothing to pay",
    lapses: row.order_state === "authorized",
    edit: row.state === "live",
  }));
  const last = jobs.at(-1);
  return { count, jobs, next: rows.length > options.limit && last ? encodeQueueKey(last) : undefined };
}

/** What was decided in the last 24 hours, by everybody and by this moderator. */
export function countDoneToday(db: Db, at: Date, moderatorId: AccountId): Promise<{ all: number; own: number }> {
  return countDecisions(db, new Date(at.getTime() - DAY), moderatorId);
}
