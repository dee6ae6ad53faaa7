import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { cardOf, type JobCardData } from "./components/job-card-props.ts";
import { listJobHeads } from "./job.queries.server.ts";
import { isListed } from "./job.ts";
import { keptCards } from "./kept-contents.server.ts";

/** A job that a search found. */
type FoundCard = { id: JobId; featured: boolean; miles: number | null };

/**
 * The cards of found jobs, in their order; at most 100. What has left the lists since it was found is left out.
 * `level` is that of the titles' headings.
 */
export async function listCards(db: Db, found: readonly FoundCard[], level?: 2 | 3): Promise<JobCardData[]> {
  const at = now();
  const byId = new Map(found.slice(0, 100).map((card) => [card.id, card]));
  const jobs = (await listJobHeads(db, [...byId.keys()])).filter((job) => isListed(job, at));
  const contents = await keptCards(
    db,
    jobs.map(({ revisionId }) => revisionId),
  );
  return jobs.flatMap((job) => {
    const content = contents.get(job.revisionId);
    return content ? [cardOf(job, content, { ...byId.get(job.id)!, at, level })] : [];
  });
}
