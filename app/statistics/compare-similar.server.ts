import type { Job, JobHead } from "~/jobs/job.ts";
import { keptHeads } from "~/jobs/kept-heads.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { utcDay } from "./days.ts";
import { listBoardRevisions, sumJobs } from "./statistics.queries.server.ts";
import { medianOfEnough, type Comparison, type Counts, type Range } from "./statistics.ts";

/** Similar jobs that are looked at: enough for a median that stands still. */
const MOST_SIMILAR = 60;
/** A job that was posted for fewer days of the range says nothing yet. */
const ENOUGH_DAYS = 3;

/** `overAt` of a job that is listed is absent. */
type Posted = JobHead & { overAt?: Date | null };

/**
 * Jobs against the median of similar ones: listed jobs of other employers with one of its functions and its mode, on site
 * and hybrid ones in its state, that were posted for three days of the range at least. What is compared is a count a
 * day, over the days on which each was posted. Jobs that were never posted, that say no function, or for which the index
 * is not there yet are left out.
 * @param jobs at most 20
 */
export async function compareSimilar(
  db: Db,
  jobs: readonly { id: JobId; slug: string; overAt: Date | null }[],
  range: Range,
): Promise<Comparison[]> {
  if (!jobSearch().ready) return [];
  const groups: { job: Posted; similar: Posted[] }[] = [];
  for (const { slug, overAt } of jobs) {
    const job = await showJob(db, slug);
    if (job && job.content.functions.length > 0)
      groups.push({ job: { ...job, overAt }, similar: await findSimilar(db, job, range) });
  }
  const all = new Map(groups.flatMap(({ job, similar }) => [job, ...similar]).map((job) => [job.id, job]));
  const counts = new Map((await sumJobs(db, [...all.keys()], range)).map((row) => [row.jobId, row]));
  const onBoard = await listBoardRevisions(db, [...all.values()].map(({ revisionId }) => revisionId)); // prettier-ignore
  return groups.map(({ job, similar }) => compare(job, similar, { range, counts, onBoard }));
}

async function findSimilar(db: Db, job: Job, range: Range): Promise<Posted[]> {
  const criteria = anyJob();
  const { functions, mode, locations } = job.content;
  criteria.facets.function = functions;
  criteria.facets.mode = [mode];
  const state = locations.find((place) => place.state)?.state;
  if (mode !== "remote" && state) criteria.facets.state = [state];
  const { items } = await jobSearch().find(criteria, { limit: MOST_SIMILAR });
  const heads = await keptHeads(db, items.map((item) => item.id)); // prettier-ignore
  return heads.filter((head) => head.employer.id !== job.employer.id && daysOf(head, range) >= ENOUGH_DAYS);
}

type Known = { range: Range; counts: Map<JobId, Counts>; onBoard: Set<RevisionId> };

function compare(job: Posted, similar: readonly Posted[], { range, counts, onBoard }: Known): Comparison {
  const rate = (one: Posted, kind: keyof Counts) => (counts.get(one.id)?.[kind] ?? 0) / Math.max(1, daysOf(one, range));
  const against = (kind: keyof Counts, others: readonly Posted[]) => ({
    own: rate(job, kind),
    median: medianOfEnough(others.map((one) => rate(one, kind))),
    jobs: others.length,
  });
  /** What people who want the job leave behind: an application, or a click to somewhere else (howToApply). */
  const answersOf = ({ origin, revisionId }: Posted) =>
    origin === "employer" && onBoard.has(revisionId) ? ("applies" as const) : ("clicks" as const);
  const kind = answersOf(job);
  const alike = similar.filter((one) => answersOf(one) === kind);
  return { jobId: job.id, views: against("views", similar), responses: { kind, ...against(kind, alike) } };
}

/** On how many days of the range the job was there to be seen; at least 0. */
function daysOf({ postedAt, overAt }: Pick<Posted, "postedAt" | "overAt">, { from, to }: Range): number {
  if (!postedAt) return 0;
  const last = overAt ? Math.min(to, utcDay(overAt)) : to;
  return Math.max(0, last - Math.max(from, utcDay(postedAt)) + 1);
}
