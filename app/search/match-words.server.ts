import { TypedFastBitSet } from "typedfastbitset";
import { levels, type Level } from "./dictionary.server.ts";
import { facetNames } from "./facets.ts";
import type { LiveIndex } from "./live-index.server.ts";
import type { QueryUnit, QueryWords } from "./query-words.ts";
import { BREAK } from "./sort-places.server.ts";

/**
 * The documents that match all the words of a search: all of them at this level or a nearer one. The levels above `any`
 * are found when they are asked for: most pages are filled from the first, and other orders than by match need none.
 */
export type WordMatch = Readonly<Record<Level, TypedFastBitSet>>;

/** Finds the documents of a search's words. Undefined where it has none. Good until the index changes. */
export function matchWords(index: LiveIndex, query: QueryWords): WordMatch | undefined {
  const { wanted, excluded } = query;
  if (wanted.length === 0 && excluded.length === 0) return undefined;
  let any: TypedFastBitSet | undefined;
  for (const unit of wanted) if (!unit.phrase) any = both(any, unitAt(index, unit, "any"));
  // A phrase is looked for only where all else is.
  const phrases = new Map<QueryUnit, Record<Level, TypedFastBitSet>>();
  for (const unit of wanted) {
    if (!unit.phrase) continue;
    const match = matchPhrase(index, unit, any);
    phrases.set(unit, match);
    any = both(any, match.any.clone());
  }
  any ??= index.listed.clone();
  for (const unit of excluded) any.difference(matchAnywhere(index, unit));
  const matchAt = (level: Level) => {
    let match: TypedFastBitSet | undefined;
    for (const unit of wanted) match = both(match, phrases.get(unit)?.[level] ?? unitAt(index, unit, level));
    return match;
  };
  let head: TypedFastBitSet | undefined;
  let title: TypedFastBitSet | undefined;
  return {
    any,
    get head() {
      return (head ??= matchAt("head") ?? new TypedFastBitSet());
    },
    get title() {
      return (title ??= matchAt("title") ?? new TypedFastBitSet());
    },
  };
}

/** What is in both of two sets; the first is that from then on, and needs not be there. */
function both(one: TypedFastBitSet | undefined, other: TypedFastBitSet): TypedFastBitSet {
  return one ? one.intersection(other) : other;
}

/** The documents that hold what one unit asks for, wherever; documents that are gone may be among them. */
export function matchAnywhere(index: LiveIndex, unit: QueryUnit): TypedFastBitSet {
  return unit.phrase ? matchPhrase(index, unit).any : unitAt(index, unit, "any");
}

/** All words of the unit, or one of its concepts. */
function unitAt(index: LiveIndex, unit: QueryUnit, level: Level): TypedFastBitSet {
  const result = allWords(index, unit, level);
  for (const concept of unit.concepts)
    for (const number of index.dictionary.withStem(concept)) index.dictionary.posting(level, number)?.addTo(result);
  return result;
}

function allWords(index: LiveIndex, unit: QueryUnit, level: Level): TypedFastBitSet {
  const { dictionary } = index;
  let result: TypedFastBitSet | undefined;
  for (const [at, wordStem] of unit.stems.entries()) {
    const jobs = emptySet(index);
    for (const number of dictionary.withStem(wordStem)) dictionary.posting(level, number)?.addTo(jobs);
    if (unit.prefix)
      for (const number of dictionary.withPrefix(unit.words[at]!)) dictionary.posting(level, number)?.addTo(jobs);
    result = result ? result.intersection(jobs) : jobs;
  }
  return result ?? emptySet(index);
}

/** An empty set with room for every document, so that no union has to enlarge it. */
export function emptySet(index: LiveIndex): TypedFastBitSet {
  return new TypedFastBitSet(undefined, new Uint32Array((index.end + 31) >>> 5));
}

/**
 * The words side by side, in their order and any ending, within one text or one facet's label; perhaps only those
 * documents that are in `among`.
 */
function matchPhrase(index: LiveIndex, unit: QueryUnit, among?: TypedFastBitSet): Record<Level, TypedFastBitSet> {
  const match = { title: emptySet(index), head: emptySet(index), any: emptySet(index) };
  const asked = unit.stems.map((wordStem) => index.dictionary.withStem(wordStem));
  if (asked.some((words) => words.length === 0)) return match;
  const labels = facetNames.flatMap((facet) => index.facets[facet].filter(({ label }) => holds(label, asked)));
  const values = labels.map(({ number }) => number);
  index.matrix.addTo(match.head.words, values);
  index.matrix.addTo(match.any.words, values);
  const [title, head, any] = levels.map((level) => match[level].words) as [Uint32Array, Uint32Array, Uint32Array];
  const candidates = allWords(index, unit, "any");
  if (among) candidates.intersection(among);
  index.texts.findPhrase(asked, candidates.words, (doc, level) => {
    const at = doc >>> 5;
    const bit = 1 << doc;
    any[at]! |= bit;
    if (level === "any") return;
    head[at]! |= bit;
    if (level === "title") title[at]! |= bit;
  });
  return match;
}

/** Whether words stand side by side in a list. */
function holds(list: readonly number[], asked: readonly (readonly number[])[]): boolean {
  return list.some((_, start) => asked.every((words, at) => words.includes(list[start + at] ?? BREAK)));
}
