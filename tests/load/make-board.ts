import { forEachFacet } from "~/search/criteria.ts";
import { isPhrase, queryNames, type QueryName } from "./queries.ts";
import type { BoardFigures } from "./report.ts";
import type { Timing } from "./stats.ts";

const timing = (p50: number, p99 = p50): Timing => ({ p50, p99, samples: 10 });
/** Figures of a board whose searches all take so many milliseconds, those for phrases others. For tests. */
export function makeBoard(jobs: number, ms: number, phrase = ms, loadMs = 9_000): BoardFigures {
  const queries = Object.fromEntries(
    queryNames.map((name) => {
      const first = timing(isPhrase(name) ? phrase : ms);
      return [name, { total: 5, first, again: timing(0.1) }];
    }),
  ) as Record<QueryName, { total: number; first: Timing; again: Timing }>;
  const counts = forEachFacet(() => ({}));
  const build = { ms: 61_000, cpuMs: 1, bytesAJob: 1 };
  const fit = { total: 5, fresh: timing(ms), again: timing(ms) };
  const search = { jobs, build, snapshot: { saveMs: 1, bytes: 1 }, counts, queries, fit };
  return { jobs, search, load: { jobs, ms: loadMs, cpuMs: 1 }, fulltext: null, twins: null, alerts: null };
}
