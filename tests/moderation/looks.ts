import { findJob } from "~/jobs/find-job.server.ts";
import { publicStatus, type PublicStatus } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";

/** How the public meets a job by now, by its rows. */
export async function findPublicJob(jobId: JobId): Promise<PublicStatus | undefined> {
  const job = await findJob(database(), jobId, "approved");
  return job && publicStatus(job, now());
}
