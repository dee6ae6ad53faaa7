import type { Trx } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { jobChanged } from "~/platform/transaction.server.ts";
import { listPublicJobs } from "./employer.queries.server.ts";

/**
 * Says that what the public sees of the employer (name, verification, logo) may differ after this transaction: the search
 * index, kept heads and kept pages follow its jobs, those too that are over, since their pages stay. The caller's action lets them catch up.
 */
export async function employerChanged(trx: Trx, employerId: EmployerId): Promise<void> {
  for (const jobId of await listPublicJobs(trx, employerId)) jobChanged(trx, jobId);
}
