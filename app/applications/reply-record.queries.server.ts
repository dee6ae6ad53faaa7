import { sql } from "kysely";
import { DAY, later } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { ANSWERS, RECORD_DAYS, RIPE_DAYS, type Asked } from "./reply-record.ts";

/** The newest so many applications make a record. */
const MOST = 1_000;

/** Employers that a figure over all of them is made of. */
const MOST_EMPLOYERS = 10_000;

/** The applications that count at `at` and how many of them were answered, by employer with at least `least`. */
export async function countAnswers(
  db: Db,
  at: Date,
  least: number,
): Promise<{ applications: number; answered: number }[]> {
  const answered = sql<number>`sum(exists (
    select 1 from application_event as answer
    where answer.application_id = application.id and answer.side = 'employer' and answer.to_state in (${sql.join(ANSWERS)})
  ))`;
  const rows = await db
    .selectFrom("application")
    .innerJoin("job", "job.id", "application.job_id")
    .select((select) => [select.fn.countAll<number>().as("applications"), answered.as("answered")])
    .where("application.created_at", ">=", later(at, -RECORD_DAYS * DAY))
    .where("application.created_at", "<", later(at, -RIPE_DAYS * DAY))
    .where("application.state", "not in", ["unconfirmed", "withdrawn"])
    .groupBy("job.employer_id")
    .having((having) => having(having.fn.countAll(), ">=", least))
    .limit(MOST_EMPLOYERS)
    .execute();
  return rows.map((row) => ({ applications: Number(row.applications), answered: Number(row.answered) }));
}

/**
 * The employer's applications that count for its reply record at `at`, the newest first; at most 1,000. One that its
 * seeker withdrew before any answer is nobody's to answer.
 */
export async function listAsked(db: Db, employerId: EmployerId, at: Date): Promise<Asked[]> {
  const rows = await db
    .selectFrom("application")
    .innerJoin("job", "job.id", "application.job_id")
    .leftJoin("application_event as answer", (join) =>
      join
        .onRef("answer.application_id", "=", "application.id")
        .on("answer.side", "=", "employer")
        .on("answer.to_state", "in", ANSWERS),
    )
    .select((select) => ["application.created_at as at", select.fn.min("answer.created_at").as("answeredAt")])
    .where("job.employer_id", "=", employerId)
    .where("application.created_at", ">=", later(at, -RECORD_DAYS * DAY))
    .where("application.created_at", "<", later(at, -RIPE_DAYS * DAY))
    .where("application.state", "<>", "unconfirmed")
    .where((where) => where.or([where("application.state", "<>", "withdrawn"), where("answer.id", "is not", null)]))
    .groupBy(["application.id", "application.created_at"])
    .orderBy("application.created_at", "desc")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ at: row.at, answeredAt: row.answeredAt }));
}
