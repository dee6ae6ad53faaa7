import { DAY, later } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { ANSWERS, RECORD_DAYS, RIPE_DAYS, type Asked } from "./reply-record.ts";

/** The newest so many applications make a record. */
const MOST = 1_000;

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
