import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import { effectiveHourly, type EffectiveHourly } from "./job-content.ts";

/** What live jobs among the first 100 of `ids` pay an hour, by the public revision; those that come to no hour are left out. */
export async function listPay(
  db: Db,
  ids: readonly JobId[],
): Promise<{ jobId: JobId; employerId: EmployerId; hourly: EffectiveHourly }[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      "job.id",
      "job.employer_id",
      "revision.pay_min_cents",
      "revision.pay_max_cents",
      "revision.pay_unit",
      "revision.charts_per_hour",
    ])
    .where("job.id", "in", ids.slice(0, 100))
    .where("job.state", "=", "live")
    .execute();
  return rows.flatMap(({ id, employer_id, pay_min_cents, pay_max_cents, pay_unit, charts_per_hour }) => {
    if (pay_min_cents === null || pay_max_cents === null || pay_unit === null) return [];
    const pay = { minCents: pay_min_cents, maxCents: pay_max_cents, unit: pay_unit, chartsPerHour: charts_per_hour };
    const hourly = effectiveHourly(pay);
    return hourly ? [{ jobId: id, employerId: employer_id, hourly }] : [];
  });
}
