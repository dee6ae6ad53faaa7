import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";

/**
 * How many people applied to each of the jobs and have not withdrawn; jobs without any are left out. The caller has
 * checked who asks.
 */
export async function countApplicantsOfJobs(db: Db, jobIds: readonly JobId[]): Promise<Map<JobId, number>> {
  if (jobIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("application")
    .select((select) => ["job_id", select.fn.countAll<number>().as("count")])
    .where("job_id", "in", jobIds)
    .where("state", "not in", ["unconfirmed", "withdrawn"])
    .groupBy("job_id")
    .execute();
  return new Map(rows.map((row) => [row.job_id, Number(row.count)]));
}
