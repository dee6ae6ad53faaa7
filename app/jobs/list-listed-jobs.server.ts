import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { listJobsByIds } from "./job.queries.server.ts";
import { isListed, type Job } from "./job.ts";

/** The listed ones among the first 100 of `ids`, in their order, with what the public sees of them. */
export async function listListedJobs(db: Db, ids: readonly JobId[]): Promise<Job[]> {
  const at = now();
  const jobs = await listJobsByIds(db, ids.slice(0, 100));
  return jobs.filter((job) => isListed(job, at));
}
