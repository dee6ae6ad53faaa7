import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { parseId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { SITEMAP_SIZE, type SitemapEntry } from "./sitemap.ts";
import { findJobAt, listHiringEmployers, listListedJobs } from "./sitemap.queries.server.ts";

/**
 * The names of the sitemap's parts: the pages, the employers and the jobs, cut at `size` addresses. A part after the first
 * is named by the id that it begins behind, so it is read by key, and its address stays right when jobs come and go.
 */
export async function listSitemapParts(db: Db, size = SITEMAP_SIZE): Promise<string[]> {
  const at = now();
  const names = ["pages", "employers", "jobs"];
  for (let after: EmployerId | undefined; ;) {
    const employers = await listHiringEmployers(db, { at, after, limit: size + 1 });
    after = employers[size - 1]?.id;
    if (!after || employers.length <= size) break;
    names.push(`employers-${after}`);
  }
  for (let after: JobId | undefined; ;) {
    after = await findJobAt(db, { at, after, place: size });
    if (!after || (await listListedJobs(db, { at, after, limit: 1 })).length === 0) break;
    names.push(`jobs-${after}`);
  }
  return names;
}

/**
 * The addresses of one part. A job's `lastmod` is the moment its row was last written: never earlier than what its page
 * shows. Undefined where there is no such part.
 */
export async function listSitemapEntries(
  db: Db,
  part: string,
  size = SITEMAP_SIZE,
): Promise<SitemapEntry[] | undefined> {
  const at = now();
  if (part === "pages")
    return [paths.home(), paths.jobs(), paths.howReviewWorks(), paths.figures(), paths.terms(), paths.privacy()].map(
      (path) => ({
        path,
        changedAt: null,
      }),
    );
  const [kind, id] = part.split("-", 2);
  if (id !== undefined && !parseId(id)) return undefined;
  if (kind === "jobs") {
    const jobs = await listListedJobs(db, { at, after: parseId<"job">(id), limit: size });
    return jobs.map((job) => ({ path: paths.job(job.slug), changedAt: job.updated_at }));
  }
  if (kind !== "employers") return undefined;
  const employers = await listHiringEmployers(db, { at, after: parseId<"employer">(id), limit: size });
  return employers.map(({ slug, employer_changed, job_changed }) => ({
    path: paths.employer(slug),
    changedAt: employer_changed > job_changed ? employer_changed : job_changed,
  }));
}
