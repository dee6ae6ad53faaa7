import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { jobCardProps, type JobCardData } from "./components/job-card-props.ts";
import { listJobsByIds } from "./job.queries.server.ts";
import { isListed } from "./job.ts";

/** A job that a search found. */
type FoundCard = { id: JobId; featured: boolean; miles: number | null };

/**
 * The cards of found jobs, in their order; at most 100. What has left the lists since it was found is left out.
 * `level` is that of the titles' headings.
 */
export async function listCards(db: Db, found: readonly FoundCard[], level?: 2 | 3): Promise<JobCardData[]> {
  const at = now();
  const byId = new Map(found.map((card) => [card.id, card]));
  const jobs = await listJobsByIds(db, [...byId.keys()].slice(0, 100));
  return jobs.filter((job) => isListed(job, at)).map((job) => jobCardProps(job, { ...byId.get(job.id)!, at, level }));
}
