import { sql } from "kysely";
import { runningPlanName } from "~/billing/find-order.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import type { JobState } from "~/jobs/job.ts";
import type { Decision } from "./decision.ts";
import { REVIEW_PROMISE_DAYS, type QueueKey } from "./queue.ts";

/**
 * When a waiting job runs out: its authorization lapses, or the time is over that we promise to those whose right does
 * not. A job's row is last changed when it, or its edit, is sent.
 */
const runsOutAt = sql<Date>`coalesce(
  case when \`order\`.state = 'authorized' then \`order\`.capture_before end,
  date_add(job.updated_at, interval ${sql.lit(REVIEW_PROMISE_DAYS)} day)
)`;

function selectWaiting(db: Db) {
  return (
    db
      .selectFrom("job")
      .innerJoin("employer", "employer.id", "job.employer_id")
      .innerJoin("job_revision as revision", "revision.id", "job.pending_revision_id")
      // The edit of a live job needs no right; one that is held there is for its next term.
      .leftJoin("term", (join) =>
        join.onRef("term.job_id", "=", "job.id").on("term.state", "=", "held").on("job.state", "=", "submitted"),
      )
      .leftJoin("order", "order.id", "term.order_id")
      .where("job.pending_revision_id", "is not", null)
      .where("job.state", "in", ["submitted", "live"])
  );
}

/** The jobs and the edits of live jobs that wait for a decision, what runs out first first. */
export async function listWaiting(db: Db, options: { after?: QueueKey; limit: number }) {
  let query = selectWaiting(db)
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
      runsOutAt.as("runs_out_at"),
    ])
    .select(runningPlanName)
    .orderBy(runsOutAt)
    .orderBy("job.id")
    .limit(options.limit);
  const { after } = options;
  if (after)
    query = query.where((where) =>
      where.or([
        where(runsOutAt, ">", after.runsOutAt),
        where.and([where(runsOutAt, "=", after.runsOutAt), where("job.id", ">", after.jobId)]),
      ]),
    );
  return query.execute();
}

/** How many jobs wait for a decision. */
export async function countWaiting(db: Db): Promise<number> {
  const { count } = await selectWaiting(db)
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The decisions since `since`, of everybody and of `moderatorId`. */
export async function countDecisions(
  db: Db,
  since: Date,
  moderatorId: AccountId,
): Promise<{ all: number; own: number }> {
  const row = await db
    .selectFrom("moderation_decision")
    .select((select) => [
      select.fn.countAll<number>().as("all"),
      sql<number | null>`sum(moderator_id = ${moderatorId})`.as("own"),
    ])
    .where("created_at", ">=", since)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), own: Number(row.own ?? 0) };
}

/** The right behind a job's newest term, with its order. */
export async function findRightOfJob(db: Db, jobId: JobId) {
  return db
    .selectFrom("term")
    .innerJoin("job", "job.id", "term.job_id")
    .leftJoin("order", "order.id", "term.order_id")
    .select([
      "term.right_kind",
      "term.state as term_state",
      "order.state as order_state",
      "order.total_cents",
      "order.amount_cents",
      "order.capture_before",
    ])
    .select(runningPlanName)
    .where("term.job_id", "=", jobId)
    .orderBy("term.number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The decisions on one job, oldest first, with who took them. */
export async function listDecisionsOfJob(
  db: Db,
  jobId: JobId,
): Promise<{ revision_id: RevisionId; decision: Decision; reason: string; created_at: Date; moderator: string }[]> {
  return db
    .selectFrom("moderation_decision as decision")
    .innerJoin("account", "account.id", "decision.moderator_id")
    .select([
      "decision.revision_id",
      "decision.decision",
      "decision.reason",
      "decision.created_at",
      "account.name as moderator",
    ])
    .where("decision.job_id", "=", jobId)
    .orderBy("decision.id", "desc")
    .limit(50)
    .execute()
    .then((rows) => rows.reverse());
}

/** What is known of an employer from before: since when it is here, and how its jobs were decided. */
export async function findEmployerRecord(db: Db, employerId: EmployerId) {
  const [employer, decided, live] = await Promise.all([
    db
      .selectFrom("employer")
      .select(["verification", "verified_at", "verified_domain", "created_at", "website"])
      .where("id", "=", employerId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("moderation_decision as decision")
      .innerJoin("job", "job.id", "decision.job_id")
      .select((select) => ["decision.decision", select.fn.count<number>("decision.job_id").distinct().as("jobs")])
      .where("job.employer_id", "=", employerId)
      .groupBy("decision.decision")
      .execute(),
    db
      .selectFrom("job")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("employer_id", "=", employerId)
      .where("state", "=", "live")
      .executeTakeFirstOrThrow(),
  ]);
  const count = (decision: Decision) => Number(decided.find((row) => row.decision === decision)?.jobs ?? 0);
  return { ...employer, approved: count("approve"), rejected: count("reject"), live: Number(live.count) };
}

/** The employer's other jobs that ever left its desk, newest first. */
export async function listOtherJobs(
  db: Db,
  employerId: EmployerId,
  except: JobId,
  limit: number,
): Promise<{ id: JobId; state: JobState; title: string; updated_at: Date }[]> {
  return db
    .selectFrom("job")
    .innerJoin("job_revision as revision", (join) =>
      join.onRef("revision.id", "=", (on) => on.fn.coalesce("job.pending_revision_id", "job.approved_revision_id")),
    )
    .select(["job.id", "job.state", "revision.title", "job.updated_at"])
    .where("job.employer_id", "=", employerId)
    .where("job.id", "<>", except)
    .where("job.state", "<>", "draft")
    .orderBy("job.id", "desc")
    .limit(limit)
    .execute();
}

/** Who sent a revision: the name, and the role they have at the employer now. */
export async function findSender(db: Db, accountId: AccountId, employerId: EmployerId) {
  return db
    .selectFrom("account")
    .leftJoin("member", (join) =>
      join.onRef("member.account_id", "=", "account.id").on("member.employer_id", "=", employerId),
    )
    .select(["account.name", "member.role"])
    .where("account.id", "=", accountId)
    .executeTakeFirst();
}
