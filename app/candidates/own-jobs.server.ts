import { demandsOf } from "~/jobs/job-demands.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import { isListed } from "~/jobs/job.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import type { JobDemands } from "~/profiles/demands.ts";
import { listLiveTitles } from "./contact.queries.server.ts";

/** The listed jobs of an organization, newest first: those that it may search and write for. At most 200. */
export async function listOwnJobs(db: Db, employerId: EmployerId): Promise<{ id: JobId; title: string }[]> {
  const at = now();
  const jobs = await listLiveTitles(db, employerId, 200);
  return jobs
    .filter(({ expiresAt, confirmedAt }) => isListed({ state: "live", expiresAt, confirmedAt }, at))
    .map(({ id, title }) => ({ id, title }));
}

/** What one of an organization's listed jobs says about who may have it; undefined for any other job. */
export async function findOwnDemands(
  db: Db,
  employerId: EmployerId,
  jobId: JobId,
): Promise<{ title: string; demands: JobDemands } | undefined> {
  const job = await findJob(db, jobId, "approved");
  if (!job || job.employer.id !== employerId || !isListed(job, now())) return undefined;
  return { title: job.content.title, demands: demandsOf(job.content, job.origin) };
}
