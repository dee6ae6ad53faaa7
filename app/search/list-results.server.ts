import type { JobCardData } from "~/jobs/components/job-card-props.ts";
import { listCards } from "~/jobs/list-cards.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobCriteria } from "./criteria.ts";
import { jobSearch } from "./job-search.server.ts";
import type { Found } from "./job-search.ts";

/** A search with the cards of its page instead of the bare ids. */
export type Results = Omit<Found, "items"> & { cards: JobCardData[] };

/**
 * Searches, and reads the cards of the page found. `limit` is 1 to 100; `level` that of the cards' headings.
 * @throws DomainError `unavailable` while the index is being built.
 */
export async function listResults(
  db: Db,
  criteria: JobCriteria,
  { limit, level }: { limit: number; level?: 2 | 3 },
): Promise<Results> {
  const { items, ...found } = await jobSearch().search(criteria, { limit });
  return { ...found, cards: await listCards(db, items, level) };
}
