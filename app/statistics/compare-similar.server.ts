import { howToApply } from "~/applications/how-to-apply.ts";
import type { Job } from "~/jobs/job.ts";
import { keptHeads } from "~/jobs/kept-heads.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { utcDay } from "./days.ts";
import { sumJobs } from "./statistics.queries.server.ts";
import { medianOfEnough, type Comparison, type Counts, type Range } from "./statistics.ts";

/** `overAt` of a job that is listed is absent. */
type Posted = Job & { overAt?: Date | null };

/** Similar jobs that are looked at: enough for a median that stands still. */
const MOST_SIMILAR = 60;
/** A job that was posted for fewer days of the range says nothing yet. */
const ENOUGH_DAYS = 3;

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
  const alike = new Map<JobId, { job: Posted; similar: Posted[] }>();
  for (const { id, slug, overAt } of jobs) {
    const job = await showJob(db, slug);
    if (job && job.content.functions.length > 0)
      alike.set(id, { job: { ...job, overAt }, similar: await findSimilar(db, job, range) });
  }
  const ids = new Set([...alike].flatMap(([id, { similar }]) => [id, ...similar.map((job) => job.id)]));
  const counts = new Map((await sumJobs(db, [...ids], range)).map((row) => [row.jobId, row]));
  return [...alike.values()].map(({ job, similar }) => compare(job, similar, range, counts));
}

async function findSimilar(db: Db, job: Job, range: Range): Promise<Posted[]> {
  const criteria = anyJob();
  const { functions, mode, locations } = job.content;
  criteria.facets.function = functions;
  criteria.facets.mode = [mode];
  const state = locations.find((place) => place.state)?.state;
  if (mode !== "remote" && state) criteria.facets.state = [state.toLowerCase()];
  const { items } = await jobSearch().find(criteria, { limit: MOST_SIMILAR });
  const heads = await keptHeads(db, items.map((item) => item.id)); // prettier-ignore
  const others = heads.filter((head) => head.employer.id !== job.employer.id && daysOf(head, range) >= ENOUGH_DAYS);
  const shown = await Promise.all(others.map((head) => showJob(db, head.slug)));
  return shown.flatMap((one) => one ?? []);
}

function compare(job: Posted, similar: readonly Posted[], range: Range, counts: Map<JobId, Counts>): Comparison {
  const rate = (one: Posted, kind: keyof Counts) => (counts.get(one.id)?.[kind] ?? 0) / Math.max(1, daysOf(one, range));
  const against = (kind: keyof Counts, others: readonly Posted[]) => ({
    own: rate(job, kind),
    median: medianOfEnough(others.map((one) => rate(one, kind))),
    jobs: others.length,
  });
  const kind = answersOf(job);
  const alike = similar.filter((one) => answersOf(one) === kind);
  return { jobId: job.id, views: against("views", similar), responses: { kind, ...against(kind, alike) } };
}

/** What people who want the job leave behind here: an application, or a click to somewhere else. */
function answersOf({ origin, sourceUrl, content }: Job): "applies" | "clicks" {
  return howToApply({ open: true, origin, sourceUrl, apply: content.apply }).how === "board" ? "applies" : "clicks";
}

/** On how many days of the range the job was there to be seen; at least 0. */
function daysOf({ postedAt, overAt }: Pick<Posted, "postedAt" | "overAt">, { from, to }: Range): number {
  if (!postedAt) return 0;
  const last = overAt ? Math.min(to, utcDay(overAt)) : to;
  return Math.max(0, last - Math.max(from, utcDay(postedAt)) + 1);
}
