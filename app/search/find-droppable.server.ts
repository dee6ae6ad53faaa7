import type { TypedFastBitSet } from "typedfastbitset";
import type { Choice } from "./criteria.ts";
import type { Droppable } from "./job-search.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { matchAnywhere, Phrase } from "./match-words.server.ts";
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
  const phrases = new Map<string, Phrase>();
  const match = (unit: QueryUnit) => remembered(matched, unit, () => matchAnywhere(index, unit));
  const phrase = (unit: QueryUnit) => remembered(phrases, unit, () => new Phrase(index, unit));
  return listPieces(q).flatMap(({ word, rest }) => {
    const { wanted, excluded } = parseQueryWords(rest);
    // Without any words left it is the whole of them that is dropped.
    if (wanted.length + excluded.length === 0) return [];
    const jobs = others.clone();
    // Texts are read last, and only those of the jobs that are left.
    for (const unit of wanted) jobs.intersection(unit.phrase ? phrase(unit).possible() : match(unit));
    for (const unit of excluded) if (!unit.phrase) jobs.difference(match(unit));
    for (const unit of wanted) if (unit.phrase) jobs.intersection(phrase(unit).among(jobs));
    for (const unit of excluded) if (unit.phrase) jobs.difference(phrase(unit).among(jobs));
    return [{ choice: "q" as const, word, q: rest, count: jobs.size() }];
  });
}

function remembered<T>(known: Map<string, T>, unit: QueryUnit, make: () => T): T {
  const key = JSON.stringify(unit);
  let made = known.get(key);
  if (made === undefined) known.set(key, (made = make()));
  return made;
}
