import type { Outcome } from "~/profiles/outcome.ts";
import { anyJob } from "./criteria.ts";
import { jobSearch } from "./job-search.server.ts";
import type { Asker } from "./job-search.ts";

/** How many listed jobs have each outcome for somebody; undefined while the index is still being built. */
export async function countFits(asker: Asker): Promise<Record<Outcome, number> | undefined> {
  if (!jobSearch().ready) return undefined;
  const { outcomes } = await jobSearch().find(anyJob(), { limit: 1, asker });
  return outcomes;
}
