import { showEmployer } from "~/jobs/show-employer.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";

/** The public job of a slug, as its report names it; undefined for one that is not public or was taken down. */
export async function findReportedJob(db: Db, slug: string) {
  const job = await showJob(db, slug);
  if (!job || publicStatus(job, now()) === "taken-down") return undefined;
  const { id, employer, content } = job;
  return { jobId: id, employerId: employer.id, slug: job.slug, title: content.title, employerName: employer.name };
}

/** The employer of a public page, as its report names it; undefined while it has none, or is banned. */
export async function findReportedEmployer(db: Db, slug: string) {
  const employer = await showEmployer(db, slug);
  return employer && !employer.bannedAt ? { employerId: employer.id, slug, employerName: employer.name } : undefined;
}
