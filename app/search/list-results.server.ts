import type { JobCardData } from "~/jobs/components/job-card-props.ts";
import { listCards } from "~/jobs/list-cards.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { choicesOf, onlyWith, without, type Choice, type JobCriteria } from "./criteria.ts";
import { jobSearch } from "./job-search.server.ts";
import type { Asker, Found } from "./job-search.ts";

/** A search with the cards of its page instead of the bare ids. */
export type Results = Omit<Found, "items"> & {
  cards: JobCardData[];
  /** Where nothing is found and no single choice is to blame: what each choice alone would bring, the most first. */
  keepable: { choice: Choice; count: number }[];
};

/**
 * Searches, and reads the cards of the page found. `limit` is 1 to 100; `level` that of the cards' headings; for an
 * `asker` every card says whether they qualify.
 * @throws DomainError `unavailable` while the index is being built.
 */
export async function listResults(
  db: Db,
  criteria: JobCriteria,
  { limit, level, asker }: { limit: number; level?: 2 | 3; asker?: Asker | undefined },
): Promise<Results> {
  const { items, ...found } = await jobSearch().search(criteria, { limit, asker });
  const stuck = found.total === 0 && found.droppable.length === 0;
  const [cards, keepable] = await Promise.all([
    listCards(db, items, level, asker?.standing),
    stuck ? countEachAlone(asker ? criteria : without(criteria, "fit"), asker) : [],
  ]);
  return { ...found, cards, keepable };
}

async function countEachAlone(
  criteria: JobCriteria,
  asker: Asker | undefined,
): Promise<{ choice: Choice; count: number }[]> {
  const counts = choicesOf(criteria).map(async (choice) => {
    const { total } = await jobSearch().find(onlyWith(criteria, choice), { limit: 1, asker });
    return { choice, count: total };
  });
  return (await Promise.all(counts)).filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}
