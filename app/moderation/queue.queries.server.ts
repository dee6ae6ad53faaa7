import { sql } from "kysely";
import { runningPlanName } from "~/billing/find-order.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import type { QueueFilter } from "./queue-filter.ts";
import { REVIEW_PROMISE_DAYS, type QueueKey } from "./queue.ts";

/**
 * When a waiting job runs out: its authorization lapses, or the time is over that we promise to those whose right does
 * not. A job's row is last changed when it, or its edit, is sent.
 */
const runsOutAt = sql<Date>`coalesce(
  case when \`order\`.state = 'authorized' then \`order\`.capture_before end,
  date_add(job.updated_at, interval ${sql.lit(REVIEW_PROMISE_DAYS)} day)
)`;

/** `%` and `_` of what was typed are letters, not wildcards. */
const containing = (words: string) => `%${words.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** What waits, with who reads it now. */
function selectWaiting(db: Db, words = "") {
  const waiting = db
    .selectFrom("job")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("job_revision as revision", "revision.id", "job.pending_revision_id")
    // The edit of a live job needs no right; one that is held there is for its next term.
    .leftJoin("term", (join) =>
      join.onRef("term.job_id", "=", "job.id").on("term.state", "=", "held").on("job.state", "=", "submitted"),
    )
    .leftJoin("order", "order.id", "term.order_id")
    .leftJoin("reading", (join) => join.onRef("reading.job_id", "=", "job.id").on("reading.until", ">", now()))
    .leftJoin("account as reader", "reader.id", "reading.moderator_id")
    .where("job.pending_revision_id", "is not", null)
    .where("job.state", "in", ["submitted", "live"]);
  if (!words) return waiting;
  return waiting.where((where) =>
    where.or([where("revision.title", "like", containing(words)), where("employer.name", "like", containing(words))]),
  );
}

type Asked = { filter: QueueFilter; moderatorId: AccountId };

function selectFiltered(db: Db, { filter: { words, kind, employer, reader }, moderatorId }: Asked) {
  let query = selectWaiting(db, words);
  if (kind) query = query.where("job.state", "=", kind === "edit" ? "live" : "submitted");
  if (employer) query = query.where("employer.verification", employer === "unverified" ? "=" : "<>", "unverified");
  if (reader === "own") query = query.where("reading.moderator_id", "=", moderatorId);
  if (reader === "free")
    query = query.where((where) =>
      where.or([where("reading.moderator_id", "is", null), where("reading.moderator_id", "=", moderatorId)]),
    );
  return query;
}

type Page = Asked & { after?: QueueKey; limit: number; notTheirOwn?: boolean };

/**
 * The jobs and the edits of live jobs that wait for a decision, what runs out first first. `notTheirOwn` leaves out those
 * of employers that the moderator belongs to.
 */
export async function listWaiting(db: Db, { after, limit, notTheirOwn, ...asked }: Page) {
  let query = selectFiltered(db, asked)
    .select([
      "job.id",
      "revision.title",
      "revision.number as revision_number",
      "employer.name as employer_name",
      "employer.verification",
      "job.updated_at as submitted_at",
      "job.state",
      "term.right_kind",
      "order.state as order_state",
      "order.total_cents",
      "reading.moderator_id as reader_id",
      "reader.name as reader_name",
      "reading.since as read_since",
      "reading.until as read_until",
      runsOutAt.as("runs_out_at"),
    ])
    .select(runningPlanName)
    .orderBy(runsOutAt)
    .orderBy("job.id")
    .limit(limit);
  if (after)
    query = query.where((where) =>
      where.or([
        where(runsOutAt, ">", after.runsOutAt),
        where.and([where(runsOutAt, "=", after.runsOutAt), where("job.id", ">", after.jobId)]),
      ]),
    );
  if (notTheirOwn)
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("member")
            .select("member.account_id")
            .whereRef("member.employer_id", "=", "job.employer_id")
            .where("member.account_id", "=", asked.moderatorId),
        ),
      ),
    );
  return query.execute();
}

/** Where a job stands in the queue; undefined for one that does not wait any more. */
export async function findQueueKey(db: Db, jobId: JobId): Promise<QueueKey | undefined> {
  const row = await selectWaiting(db).select(runsOutAt.as("runsOutAt")).where("job.id", "=", jobId).executeTakeFirst();
  return row && { runsOutAt: row.runsOutAt, jobId };
}

/** How many wait in all, and how many the filter leaves. */
export async function countWaiting(db: Db, asked: Asked): Promise<{ all: number; shown: number }> {
  const [all, shown] = await Promise.all([countAllWaiting(db), count(selectFiltered(db, asked))]);
  return { all, shown };
}

/** How many wait in all. */
export function countAllWaiting(db: Db): Promise<number> {
  return count(selectWaiting(db));
}

async function count(query: ReturnType<typeof selectWaiting>): Promise<number> {
  const row = await query.select((select) => select.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many of what the words find each choice of the filter has. */
export async function countChoices(db: Db, { filter, moderatorId }: Asked) {
  const sum = (condition: ReturnType<typeof sql<boolean>>) => sql<number | null>`sum(${condition})`;
  const row = await selectWaiting(db, filter.words)
    .select([
      sum(sql`job.state = 'submitted'`).as("new"),
      sum(sql`job.state = 'live'`).as("edit"),
      sum(sql`employer.verification <> 'unverified'`).as("verified"),
      sum(sql`employer.verification = 'unverified'`).as("unverified"),
      sum(sql`reading.moderator_id = ${moderatorId}`).as("own"),
      sum(sql`reading.moderator_id is null or reading.moderator_id = ${moderatorId}`).as("free"),
    ])
    .executeTakeFirstOrThrow();
  const { new: fresh, edit, verified, unverified, own, free } = row;
  const number = (value: number | null) => Number(value ?? 0);
  return {
    new: number(fresh),
    edit: number(edit),
    verified: number(verified),
    unverified: number(unverified),
    own: number(own),
    free: number(free),
  };
}
