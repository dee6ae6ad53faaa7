import { TypedFastBitSet } from "typedfastbitset";
import { BREAK, levels, type Level } from "./dictionary.server.ts";
import { facetNames } from "./facets.ts";
import type { LiveIndex } from "./live-index.server.ts";
import type { QueryUnit, QueryWords } from "./query-words.ts";
import { WordBuffer } from "./token-store.server.ts";

/** The documents that match all the words of a search: all of them at this level or a nearer one. */
export type WordMatch = Record<Level, TypedFastBitSet>;

/** Finds the documents of a search's words. Undefined where it has none. */
export function matchWords(index: LiveIndex, query: QueryWords): WordMatch | undefined {
  if (query.wanted.length === 0 && query.excluded.length === 0) return undefined;
  let match: WordMatch | undefined;
  for (const unit of query.wanted) {
    const next = matchUnit(index, unit);
    if (match) for (const level of levels) match[level].intersection(next[level]);
    else match = next;
  }
  match ??= { title: new TypedFastBitSet(), head: new TypedFastBitSet(), any: index.listed.clone() };
  for (const unit of query.excluded) match.any.difference(matchUnit(index, unit).any);
  return match;
}

function matchUnit(index: LiveIndex, unit: QueryUnit): WordMatch {
  if (unit.phrase) return matchPhrase(index, unit);
  return {
    title: unitAt(index, unit, "title"),
    head: unitAt(index, unit, "head"),
    any: unitAt(index, unit, "any"),
  };
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

const buffer = new WordBuffer();

/** The words side by side, in their order and any ending, within one text or one facet's label. */
function matchPhrase(index: LiveIndex, unit: QueryUnit): WordMatch {
  const match: WordMatch = { title: emptySet(index), head: emptySet(index), any: emptySet(index) };
  const stems: number[] = [];
  for (const wordStem of unit.stems) {
    const number = index.dictionary.numberOf(wordStem);
    if (number === undefined) return match;
    stems.push(number);
  }
  for (const facet of facetNames)
    for (const value of index.facets[facet])
      if (holds(index, value.label, value.label.length, 0, stems) >= 0) {
        match.head.union(value.jobs);
        match.any.union(value.jobs);
      }
  allWords(index, unit, "any").forEach((doc) => {
    const level = phraseLevel(index, doc, stems);
    if (!level) return;
    match.any.add(doc);
    if (level !== "any") match.head.add(doc);
    if (level === "title") match.title.add(doc);
  });
  return match;
}

/** Where a document's texts hold the stems side by side; the nearest level if in several (see LiveIndex.putWords). */
function phraseLevel(index: LiveIndex, doc: number, stems: readonly number[]): Level | undefined {
  const count = index.tokens.read(doc, buffer);
  const { words } = buffer;
  let text = 0;
  let level: Level = "title";
  for (let start = 0; start < count; text++) {
    let end = start;
    while (end < count && words[end] !== BREAK) end++;
    if (text > 0) {
      if (level === "any") return undefined;
      level = end === start ? "any" : "head";
      if (level === "any") {
        start = end + 1;
        end = start;
        while (end < count && words[end] !== BREAK) end++;
      }
    }
    if (holds(index, words, end, start, stems) >= 0) return level;
    start = end + 1;
  }
  return undefined;
}

/** The first place from `start` on, before `end`, where the words have these stems; -1 where none. */
function holds(
  index: LiveIndex,
  words: ArrayLike<number>,
  end: number,
  start: number,
  stems: readonly number[],
): number {
  const { dictionary } = index;
  const first = stems[0];
  for (let at = start; at + stems.length <= end; at++) {
    if (dictionary.stemNumber(words[at]!) !== first) continue;
    let length = 1;
    while (length < stems.length && dictionary.stemNumber(words[at + length]!) === stems[length]) length++;
    if (length === stems.length) return at;
  }
  return -1;
}
