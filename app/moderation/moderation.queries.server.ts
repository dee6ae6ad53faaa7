import { sql } from "kysely";
import { runningPlanName } from "~/billing/find-order.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, Id, JobId } from "~/platform/ids.ts";
import type { JobState } from "~/jobs/job.ts";
import type { Decision } from "./decision.ts";

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
    .where("undone_at", "is", null)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), own: Number(row.own ?? 0) };
}

/** The right behind a job's newest term, with its order. */
export async function findRightOfJob(db: Db | Trx, jobId: JobId) {
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

/** The decisions on one job, oldest first, with who took them, and when they were taken back. */
export async function listDecisionsOfJob(db: Db, jobId: JobId) {
  const rows = await db
    .selectFrom("moderation_decision as decision")
    .innerJoin("account", "account.id", "decision.moderator_id")
    .select([
      "decision.id",
      "decision.revision_id",
      "decision.decision",
      "decision.reason",
      "decision.created_at",
      "decision.undone_at",
      "account.name as moderator",
    ])
    .where("decision.job_id", "=", jobId)
    .orderBy("decision.id", "desc")
    .limit(50)
    .execute();
  return rows.reverse();
}

function selectDecided(db: Db | Trx) {
  return db
    .selectFrom("moderation_decision as decision")
    .innerJoin("job", "job.id", "decision.job_id")
    .select([
      "decision.id",
      "decision.job_id",
      "decision.revision_id",
      "decision.decision",
      "decision.created_at",
      "decision.undone_at",
      "job.state",
      "job.approved_revision_id",
      "job.pending_revision_id",
    ]);
}

/** A decision, and how its job stands now. */
export type DecidedRow = NonNullable<Awaited<ReturnType<typeof findDecided>>>;

/** The decision of that id, taken back or not, with its job. */
export async function findDecided(db: Db | Trx, id: Id<"moderation_decision">) {
  return selectDecided(db).where("decision.id", "=", id).executeTakeFirst();
}

/** The newest decision on a job that was not taken back. */
export async function findNewestDecision(db: Db | Trx, jobId: JobId): Promise<DecidedRow | undefined> {
  return selectDecided(db)
    .where("decision.job_id", "=", jobId)
    .where("decision.undone_at", "is", null)
    .orderBy("decision.id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The newest decision that a moderator took since `since` and that was not taken back, with the job's title then. */
export async function findLastDecisionOf(db: Db, moderatorId: AccountId, since: Date) {
  return db
    .selectFrom("moderation_decision as decision")
    .innerJoin("job_revision as revision", "revision.id", "decision.revision_id")
    .select(["decision.id", "decision.job_id", "decision.decision", "decision.created_at", "revision.title"])
    .where("decision.moderator_id", "=", moderatorId)
    .where("decision.created_at", ">=", since)
    .where("decision.undone_at", "is", null)
    .orderBy("decision.created_at", "desc")
    .orderBy("decision.id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Marks a decision as taken back. */
export async function markUndone(
  trx: Trx,
  id: Id<"moderation_decision">,
  { at, by }: { at: Date; by: AccountId },
): Promise<void> {
  await trx.updateTable("moderation_decision").set({ undone_at: at, undone_by: by }).where("id", "=", id).execute();
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
      .where("decision.undone_at", "is", null)
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
