import type { TypedFastBitSet } from "typedfastbitset";
import type { Choice } from "./criteria.ts";
import type { Droppable } from "./job-search.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { matchAnywhere } from "./match-words.server.ts";
import { listPieces, parseQueryWords, type QueryUnit } from "./query-words.ts";

/**
 * For a search that finds nothing: each of its `choices`, and each word, phrase and excluded word of `q` alone, with the
 * jobs that the search without it finds; those that bring none are left out, the most come first. `without` gives the
 * listed jobs that pass all but one choice.
 */
export function findDroppable(
  index: LiveIndex,
  q: string,
  choices: readonly Choice[],
  without: (choice: Choice) => TypedFastBitSet,
): Droppable[] {
  const found: Droppable[] = choices.map((choice) => ({ choice, count: without(choice).size() }));
  if (choices.includes("q")) found.push(...countWithoutWords(index, q, without("q")));
  return found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** `others`: the jobs that pass everything but the words. Each rest of `q` is read anew, for it may mean something else. */
function countWithoutWords(index: LiveIndex, q: string, others: TypedFastBitSet): Droppable[] {
  const matched = new Map<string, TypedFastBitSet>();
  const match = (unit: QueryUnit) => {
    const key = JSON.stringify(unit);
    let jobs = matched.get(key);
    if (!jobs) matched.set(key, (jobs = matchAnywhere(index, unit)));
    return jobs;
  };
  return listPieces(q).flatMap(({ word, rest }) => {
    const { wanted, excluded } = parseQueryWords(rest);
    // Without any words left it is the whole of them that is dropped.
    if (wanted.length + excluded.length === 0) return [];
    const jobs = others.clone();
    for (const unit of wanted) jobs.intersection(match(unit));
    for (const unit of excluded) jobs.difference(match(unit));
    return [{ choice: "q" as const, word, q: rest, count: jobs.size() }];
  });
}
