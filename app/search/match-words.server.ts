import type { TypedFastBitSet } from "typedfastbitset";
import { CommonPairs } from "./common-pairs.server.ts";
import { levels, type Level } from "./dictionary.server.ts";
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
  // Phrases are read only where all else is, what sets alone say of phrases included.
  const phrases = new Map<QueryUnit, Phrase>();
  for (const unit of wanted) {
    if (!unit.phrase) continue;
    const phrase = new Phrase(index, unit);
    phrases.set(unit, phrase);
    any = both(any, phrase.possible());
  }
  for (const phrase of phrases.values()) if (!phrase.known) any = both(any, phrase.read(any));
  any ??= index.scratch.copy(index.listed.words, (index.end + 31) >>> 5);
  for (const unit of excluded) any.difference(matchAnywhere(index, unit));
  const matchAt = (level: Level) => {
    let match: TypedFastBitSet | undefined;
    for (const unit of wanted) match = both(match, phrases.get(unit)?.at(level) ?? unitAt(index, unit, level));
    return match;
  };
  let head: TypedFastBitSet | undefined;
  let title: TypedFastBitSet | undefined;
  return {
    any,
    get head() {
      return (head ??= matchAt("head") ?? emptySet(index));
    },
    get title() {
      return (title ??= matchAt("title") ?? emptySet(index));
    },
  };
}

/** What is in both of two sets; the first is that from then on, and needs not be there. */
function both(one: TypedFastBitSet | undefined, other: TypedFastBitSet): TypedFastBitSet {
  return one ? one.intersection(other) : other;
}

/** The documents that hold what one unit asks for, wherever; documents that are gone may be among them. */
export function matchAnywhere(index: LiveIndex, unit: QueryUnit): TypedFastBitSet {
  return unit.phrase ? new Phrase(index, unit).at("any") : unitAt(index, unit, "any");
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

/** An empty set with room for every document, so that no union has to enlarge it; good until the next search. */
export function emptySet(index: LiveIndex): TypedFastBitSet {
  return index.scratch.empty((index.end + 31) >>> 5);
}

/** So many times as many documents are there as are few. */
const FEW = 8;

/** The documents that have words side by side, in their order and any ending, within one text or one facet's label. */
export class Phrase {
  private readonly asked: (readonly number[])[];
  /** The facet values whose labels hold it; none where nothing has its words. */
  private readonly labels: number[] = [];
  /** Of each two neighbours that are kept as a pair: which. */
  private readonly pairs: (number | undefined)[];
  private found: Record<Level, TypedFastBitSet> | undefined;

  constructor(
    private readonly index: LiveIndex,
    private readonly unit: QueryUnit,
  ) {
    const { stems } = unit;
    const asked = stems.map((wordStem) => index.dictionary.withStem(wordStem));
    this.asked = asked;
    this.pairs = stems.slice(1).map((wordStem, at) => CommonPairs.of(stems[at]!, wordStem));
    if (asked.every((words) => words.length > 0))
      for (const { label, number } of index.facetValues) if (holds(label, asked)) this.labels.push(number);
  }

  /** Whether sets alone tell which documents have it. */
  get known(): boolean {
    return this.pairs.length === 1 && this.pairs[0] !== undefined;
  }

  /** The documents that may have it, all that have among them; a new set. */
  possible(): TypedFastBitSet {
    return this.withLabels("any", this.candidates("any"));
  }

  /** Those of `jobs` that have it, perhaps with others. Reads all texts, but once, where nearly all would be read anyway. */
  among(jobs: TypedFastBitSet): TypedFastBitSet {
    if (this.known) return this.at("any");
    if (this.found) return this.found.any;
    return jobs.size() * FEW < this.index.end ? this.readTexts(jobs).any : this.read();
  }

  /** The documents that have it at a level or a nearer one; a new set unless it was read. */
  at(level: Level): TypedFastBitSet {
    if (this.known) return this.withLabels(level, this.candidates(level));
    if (!this.found) this.read();
    return this.found![level];
  }

  /** Looks into the texts, perhaps only of those documents that are in `among`; `at` then knows of no others. */
  read(among?: TypedFastBitSet): TypedFastBitSet {
    this.found = this.readTexts(among);
    return this.found.any;
  }

  private readTexts(among?: TypedFastBitSet): Record<Level, TypedFastBitSet> {
    const { index, asked } = this;
    const match = { title: emptySet(index), head: emptySet(index), any: emptySet(index) };
    const candidates = this.candidates("any");
    if (among) candidates.intersection(among);
    const [title, head, any] = levels.map((level) => match[level].words) as [Uint32Array, Uint32Array, Uint32Array];
    index.texts.findPhrase(asked, candidates.words, (doc, level) => {
      const at = doc >>> 5;
      const bit = 1 << doc;
      any[at]! |= bit;
      if (level === "any") return;
      head[at]! |= bit;
      if (level === "title") title[at]! |= bit;
    });
    for (const level of levels) this.withLabels(level, match[level]);
    return match;
  }

  /** The documents that have all its pairs, and its words that are in none. */
  private candidates(level: Level): TypedFastBitSet {
    const { index, pairs, asked } = this;
    let result: TypedFastBitSet | undefined;
    for (const pair of pairs) {
      if (pair === undefined) continue;
      const jobs = emptySet(index);
      index.pairs.posting(level, pair)?.addTo(jobs);
      result = both(result, jobs);
    }
    for (const [at, words] of asked.entries()) {
      if (pairs[at - 1] !== undefined || pairs[at] !== undefined) continue;
      const jobs = emptySet(index);
      for (const word of words) index.dictionary.posting(level, word)?.addTo(jobs);
      result = both(result, jobs);
    }
    return result ?? emptySet(index);
  }

  private withLabels(level: Level, jobs: TypedFastBitSet): TypedFastBitSet {
    if (level !== "title" && this.labels.length > 0) this.index.matrix.addTo(jobs.words, this.labels);
    return jobs;
  }
}

/** Whether words stand side by side in a list. */
function holds(list: readonly number[], asked: readonly (readonly number[])[]): boolean {
  return list.some((_, start) => asked.every((words, at) => words.includes(list[start + at] ?? BREAK)));
}
