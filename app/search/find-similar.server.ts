import type { JobCardData } from "~/jobs/components/job-card-props.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { listCards } from "~/jobs/list-cards.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import type { Standing } from "~/profiles/standing.ts";
import { anyJob, type JobCriteria } from "./criteria.ts";
import { jobSearch } from "./job-search.server.ts";
import type { FoundJob } from "./job-search.ts";

/** How alike two jobs may be, the most alike first. */
const likeness = [["function", "setting", "specialty"], ["function", "setting"], ["function"]] as const;

/**
 * The cards of at most `limit` listed jobs like this one, itself left out: those of its function, setting and specialty,
 * then of fewer of these. A job that names no function has none alike. For a person, by their `standing`, as `listCards`.
 * @throws DomainError `unavailable` while the index is being built.
 */
export async function findSimilarJobs(
  db: Db,
  job: { id: JobId; content: Pick<JobContent, "functions" | "settings" | "specialties"> },
  limit: number,
  standing?: Standing,
): Promise<JobCardData[]> {
  const { functions, settings, specialties } = job.content;
  const values = { function: functions, setting: settings, specialty: specialties };
  if (functions.length === 0) return [];
  const found = new Map<JobId, FoundJob>();
  for (const facets of likeness) {
    if (facets.some((facet) => values[facet].length === 0)) continue;
    const criteria: JobCriteria = anyJob();
    for (const facet of facets) criteria.facets[facet] = values[facet];
    const { items } = await jobSearch().find(criteria, { limit: limit + found.size + 1 });
    for (const item of items) if (item.id !== job.id && found.size < limit) found.set(item.id, item);
    if (found.size >= limit) break;
  }
  // Here nobody ordered by it, so nothing stands out.
  const alike = [...found.values()].map((item) => ({ ...item, featured: false }));
  return listCards(db, alike, 3, standing);
}
