import type { TypedFastBitSet } from "typedfastbitset";
import { CommonPairs } from "./common-pairs.server.ts";
import { levels, type Level } from "./dictionary.server.ts";
import type { LiveIndex } from "./live-index.server.ts";
import type { Asked } from "./phrase-walk.server.ts";
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
  // Phrases are read only where all else is, what sets alone say of phrases included; the rarest first.
  const phrases = new Map<QueryUnit, Phrase>();
  const unread: { phrase: Phrase; most: number }[] = [];
  for (const unit of wanted) {
    if (!unit.phrase) continue;
    const phrase = new Phrase(index, unit);
    phrases.set(unit, phrase);
    const possible = phrase.possible();
    if (!phrase.known) unread.push({ phrase, most: possible.size() });
    any = both(any, possible);
  }
  for (const { phrase } of unread.sort((a, b) => a.most - b.most)) any = both(any, phrase.read(any));
  any ??= index.scratch.copy(index.listed.words, (index.end + 31) >>> 5);
  for (const unit of excluded)
    any.difference(unit.phrase ? new Phrase(index, unit).within(any) : unitAt(index, unit, "any"));
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

/** So few documents are looked at anew each time; to know of all which have a phrase takes as long as a hundred times. */
const FEW = 100;

/** The documents that have words side by side, in their order and any ending, within one text or one facet's label. */
export class Phrase {
  /** By place: the words that may stand there. */
  private readonly words: (readonly number[])[];
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
    const words = stems.map((wordStem) => index.dictionary.withStem(wordStem));
    this.words = words;
    this.pairs = stems.slice(1).map((wordStem, at) => CommonPairs.of(stems[at]!, wordStem));
    if (words.every((some) => some.length > 0))
      for (const { label, number } of index.facetValues) if (holds(label, words)) this.labels.push(number);
  }

  /** Whether sets alone tell which documents have it. */
  get known(): boolean {
    return this.pairs.length === 1 && this.pairs[0] !== undefined;
  }

  /** The documents that may have it, all that have among them; a new set. */
  possible(): TypedFastBitSet {
    return this.withLabels("any", this.candidates("any"));
  }

  /** Those of `jobs` that have it, perhaps with others. */
  within(jobs: TypedFastBitSet): TypedFastBitSet {
    return this.known ? this.at("any") : this.readTexts(jobs).any;
  }

  /** The same for a phrase of which it is asked again and again: unless `jobs` are few, all texts are read, but once. */
  among(jobs: TypedFastBitSet): TypedFastBitSet {
    if (this.found) return this.found.any;
    return this.known || jobs.size() < FEW ? this.within(jobs) : this.read();
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
    const { index } = this;
    const match = { title: emptySet(index), head: emptySet(index), any: emptySet(index) };
    const candidates = this.candidates("any");
    if (among) candidates.intersection(among);
    const found = { title: match.title.words, head: match.head.words, any: match.any.words };
    index.texts.findPhrase(this.asked(), candidates.words, found);
    for (const level of levels) this.withLabels(level, match[level]);
    return match;
  }

  /** What it is made up of: its pairs, and its words that are in none. */
  private asked(): Asked[] {
    const { pairs, words } = this;
    return [
      ...pairs.flatMap((pair, offset) => (pair === undefined ? [] : { offset, of: "pairs" as const, numbers: [pair] })),
      ...words.flatMap((numbers, offset) =>
        pairs[offset - 1] !== undefined || pairs[offset] !== undefined ? [] : { offset, of: "words" as const, numbers },
      ),
    ];
  }

  /** The documents that have all of that, wherever. */
  private candidates(level: Level): TypedFastBitSet {
    const { index } = this;
    let result: TypedFastBitSet | undefined;
    for (const { of, numbers } of this.asked()) {
      const jobs = emptySet(index);
      const sets = of === "pairs" ? index.pairs : index.dictionary;
      for (const number of numbers) sets.posting(level, number)?.addTo(jobs);
      result = both(result, jobs);
    }
    return result ?? emptySet(index);
  }

  private withLabels(level: Level, jobs: TypedFastBitSet): TypedFastBitSet {
    if (level === "title" || this.labels.length === 0) return jobs;
    const labelled = this.index.matrix.having(this.labels);
    for (let at = 0; at < jobs.words.length; at++) jobs.words[at]! |= labelled[at]!;
    return jobs;
  }
}

/** Whether words stand side by side in a list. */
function holds(list: readonly number[], asked: readonly (readonly number[])[]): boolean {
  return list.some((_, start) => asked.every((words, at) => words.includes(list[start + at] ?? BREAK)));
}
