import { type Employer } from "~/employers/employer.ts";
import { findEmployerBySlug } from "~/employers/find-employer.server.ts";
import type { JobCardData } from "~/jobs/components/job-card-props.ts";
import type { Job } from "~/jobs/job.ts";
import type { Db } from "~/platform/database.server.ts";
import type { Standing } from "~/profiles/standing.ts";
import { anyJob } from "./criteria.ts";
import { findSimilarJobs } from "./find-similar.server.ts";
import { jobSearch } from "./job-search.server.ts";

/** What stands beside a job on its page. */
export type Surroundings = {
  employer: Employer | null;
  /** How many jobs of the employer are listed now. */
  openJobs: number;
  similar: JobCardData[];
};

/** So many similar jobs are enough to go on with. */
const SIMILAR = 3;

/**
 * Reads what stands beside a job: its employer and similar listed jobs. While the index is still being built there are no
 * similar ones, since the job itself can be read without it. For a person the cards are as `listCards` says.
 */
export async function readSurroundings(db: Db, job: Job, standing?: Standing): Promise<Surroundings> {
  const ready = jobSearch().ready;
  const [employer, ofEmployer, similar] = await Promise.all([
    findEmployerBySlug(db, job.employer.slug),
    ready ? jobSearch().find({ ...anyJob(), employers: [job.employer.slug] }, { limit: 1 }) : null,
    ready ? findSimilarJobs(db, job, SIMILAR, standing) : [],
  ]);
  return { employer: employer ?? null, openJobs: ofEmployer?.total ?? 0, similar };
}
