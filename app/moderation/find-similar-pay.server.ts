import type { SimilarPay } from "~/jobs/lint-posting.server.ts";
import { listPay } from "~/jobs/list-pay.server.ts";
import type { Job } from "~/jobs/job.ts";
import type { Db } from "~/platform/database.server.ts";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { functions as jobFunctions, settings } from "~/vocabulary/work.ts";

/** Fewer jobs, or jobs of fewer employers, say nothing about what such work pays. */
const ENOUGH_JOBS = 12;
const ENOUGH_EMPLOYERS = 4;
const MOST_JOBS = 100;

/**
 * What listed jobs of other employers pay that have one of its functions, one of its settings and its answer to
 * apprentices: the tenth part from below of the least they pay, and from above of the most. Undefined where there are too
 * few, where the job says no function, and until the index is there.
 */
export async function findSimilarPay(db: Db, job: Job): Promise<SimilarPay | undefined> {
  const { functions, settings: places, apprentice } = job.content;
  if (functions.length === 0 || !jobSearch().ready) return undefined;
  const criteria = anyJob();
  criteria.facets.function = functions;
  criteria.facets.setting = places;
  criteria.facets.apprentice = [apprentice];
  const { items } = await jobSearch().find(criteria, { limit: MOST_JOBS });
  const paid = await listPay(
    db,
    items.map(({ id }) => id),
  );
  const similar = paid.filter(({ employerId }) => employerId !== job.employer.id);
  const employers = new Set(similar.map(({ employerId }) => employerId)).size;
  if (similar.length < ENOUGH_JOBS || employers < ENOUGH_EMPLOYERS) return undefined;
  const tenth = Math.floor(similar.length / 10);
  const least = similar.map(({ hourly }) => hourly.minCents).sort((one, other) => one - other);
  const most = similar.map(({ hourly }) => hourly.maxCents).sort((one, other) => other - one);
  const of = [...functions.map((code) => jobFunctions.label(code)), ...places.map((code) => settings.label(code))];
  return {
    jobs: similar.length,
    employers,
    lowCents: least[tenth]!,
    highCents: most[tenth]!,
    of: of.slice(0, 4).join(", "),
  };
}
