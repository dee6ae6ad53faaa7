import type { Db } from "~/platform/database.server.ts";
import { DAY } from "~/platform/clock.ts";
import type { AccountId } from "~/platform/ids.ts";
import { countDecisions } from "./moderation.queries.server.ts";
import { countChoices, countWaiting, listWaiting } from "./queue.queries.server.ts";
import { anyWaiting, type QueueFilter } from "./queue-filter.ts";
import { encodeQueueKey, rightWords, type QueueKey, type Waiting } from "./queue.ts";

export type Queue = {
  /** How many wait in all, and how many of them the filter leaves. */
  count: number;
  shown: number;
  jobs: Waiting[];
  /** The key of the next page, if there is one. */
  next: string | undefined;
};

type Row = Awaited<ReturnType<typeof listWaiting>>[number];

/** A page of the queue as `moderatorId` sees it: what runs out first stands first. */
export async function listQueue(
  db: Db,
  options: { moderatorId: AccountId; filter?: QueueFilter; after?: QueueKey; limit: number },
): Promise<Queue> {
  const { moderatorId, filter = anyWaiting } = options;
  const [rows, count] = await Promise.all([
    listWaiting(db, { ...options, filter, limit: options.limit + 1 }),
    countWaiting(db, { filter, moderatorId }),
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
    reader: readerOf(row, moderatorId),
  }));
  const last = jobs.at(-1);
  const next = rows.length > options.limit && last ? encodeQueueKey(last) : undefined;
  return { count: count.all, shown: count.shown, jobs, next };
}

function readerOf({ reader_id, reader_name, read_since, read_until }: Row, moderatorId: AccountId): Waiting["reader"] {
  return reader_id && reader_name !== null && read_since && read_until
    ? { name: reader_name, own: reader_id === moderatorId, since: read_since, until: read_until }
    : undefined;
}

/** How many of what the words find each choice of the queue's filter has. */
export function countQueueChoices(db: Db, asked: { filter: QueueFilter; moderatorId: AccountId }) {
  return countChoices(db, asked);
}

/** What was decided in the last 24 hours, by everybody and by this moderator. */
export function countDoneToday(db: Db, at: Date, moderatorId: AccountId): Promise<{ all: number; own: number }> {
  return countDecisions(db, new Date(at.getTime() - DAY), moderatorId);
}
