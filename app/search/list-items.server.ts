import { effectiveHourly, type EffectiveHourly, type Pay } from "~/jobs/job-content.ts";
import type { Job } from "~/jobs/job.ts";
import { listListedJobs } from "~/jobs/list-listed-jobs.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { FoundJob } from "./job-search.ts";

/** A found job as the API says it; codes are those of the facets, times ISO 8601 in UTC. */
export type JobItem = {
  id: string;
  url: string;
  title: string;
  employer: { slug: string; name: string; url: string };
  mode: string;
  /** As the posting names them; empty for many remote jobs. */
  places: string[];
  /** In cents of US dollars, as stated, and what it comes to an hour; null where not stated. */
  pay: (Pick<Pay, "minCents" | "maxCents" | "unit"> & { hourly: EffectiveHourly | null }) | null;
  apprentice: string;
  postedAt: string | null;
  expiresAt: string | null;
  /** Paid for to stand first among jobs that match equally well. */
  featured: boolean;
  /** From the place asked for, to a tenth; null where no single place was, and for remote jobs. */
  miles: number | null;
  /** `import`: brought from elsewhere by the board's staff, unverified. */
  origin: Job["origin"];
};

/**
 * What the API says of found jobs, in their order; at most 100. What has left the lists since it was found is left out.
 * `baseUrl` is env().BASE_URL.
 */
export async function listItems(db: Db, found: readonly FoundJob[], baseUrl: string): Promise<JobItem[]> {
  const byId = new Map(found.map((item) => [item.id, item]));
  const jobs = await listListedJobs(db, [...byId.keys()]);
  return jobs.map((job) => toItem(job, byId.get(job.id)!, baseUrl));
}

function toItem({ id, slug, employer, content, ...job }: Job, found: FoundJob, baseUrl: string): JobItem {
  const { pay } = content;
  return {
    id,
    url: absolute(baseUrl, paths.job(slug)),
    title: content.title,
    employer: {
      slug: employer.slug,
      name: employer.name,
      url: absolute(baseUrl, paths.employer(employer.slug)),
    },
    mode: content.mode,
    places: content.locations.map(({ label }) => label),
    pay: pay && { minCents: pay.minCents, maxCents: pay.maxCents, unit: pay.unit, hourly: effectiveHourly(pay) },
    apprentice: content.apprentice,
    postedAt: job.postedAt?.toISOString() ?? null,
    expiresAt: job.expiresAt?.toISOString() ?? null,
    featured: found.featured,
    miles: found.miles === null ? null : Math.round(found.miles * 10) / 10,
    origin: job.origin,
  };
}
