import { Posting } from "./posting.server.ts";
import { beginsTerm } from "./concepts.ts";
import { BREAK, PlaceSorter } from "./sort-places.server.ts";
import { Spelling } from "./spelling.server.ts";
import { readPostings, writePostings } from "./saved-postings.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { isCodeName, stem } from "./tokenize.ts";

/** How near the word is to what the job is: `title`; `head`: the title, its facets, employer and places; `any`: or its text. */
export const levels = ["title", "head", "any"] as const;
export type Level = (typeof levels)[number];

/** So many additions wait, to be made word by word: each word's set then comes into the processor's cache once. */
const PENDING = 1 << 16;

/**
 * Every word the index has met, numbered from 1, and which documents hold it at each level. A word is never forgotten:
 * vocabularies grow far more slowly than boards.
 */
export class Dictionary {
  private readonly numbers = new Map<string, number>();
  private readonly words: string[] = [""];
  private readonly stemOf: string[] = [""];
  private readonly begins: boolean[] = [false];
  private readonly byStem = new Map<string, number[]>();
  private readonly postings: Record<Level, (Posting | undefined)[]> = { title: [], head: [], any: [] };
  private readonly spelling = new Spelling();
  private readonly sorter = new PlaceSorter();
  private readonly pendingWords = new Uint32Array(PENDING);
  private readonly pendingDocs = new Uint32Array(PENDING);
  private readonly pendingLevels = new Uint8Array(PENDING);
  private pending = 0;
  private sorted: number[] = [];
  private unsorted: number[] = [];

  /** The number of a word, which it gets now if it has none. */
  number(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    // A copy: a word cut from a text keeps the whole text alive.
    const own = Buffer.from(word).toString();
    return this.enter(own, stem(own));
  }

  private enter(own: string, wordStem: string): number {
    const number = this.words.push(own) - 1;
    this.numbers.set(own, number);
    this.stemOf.push(wordStem);
    this.begins.push(beginsTerm(wordStem));
    const siblings = this.byStem.get(wordStem);
    if (siblings) siblings.push(number);
    else this.byStem.set(wordStem, [number]);
    this.unsorted.push(number);
    this.spelling.add(own, number, isCodeName(own));
    return number;
  }

  /** A numbered word; empty for `BREAK`. */
  word(number: number): string {
    return this.words[number]!;
  }

  /** The stem of a numbered word. */
  stem(number: number): string | undefined {
    return number === BREAK ? undefined : this.stemOf[number];
  }

  /** How many numbers are in use; every number is below it. */
  get size(): number {
    return this.words.length;
  }

  /** Whether a synonym may begin with the word. */
  beginsTerm(number: number): boolean {
    return this.begins[number]!;
  }

  /** The words of one stem. */
  withStem(wordStem: string): readonly number[] {
    return this.byStem.get(wordStem) ?? [];
  }

  /** The words that begin with `prefix`. */
  withPrefix(prefix: string): number[] {
    if (this.unsorted.length > 500 || this.sorted.length === 0) this.sortWords();
    const found = this.unsorted.filter((number) => this.words[number]!.startsWith(prefix));
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.words[this.sorted[middle]!]! < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < this.sorted.length && this.words[this.sorted[low]!]!.startsWith(prefix); low++)
      found.push(this.sorted[low]!);
    return found;
  }

  /** The memory of the sets of documents, in bytes. */
  get bytes(): number {
    if (this.pending > 0) this.addPending();
    let bytes = 0;
    for (const level of levels) for (const posting of this.postings[level]) bytes += posting?.bytes ?? 0;
    return bytes;
  }

  /** In how many documents a word is. */
  uses(number: number): number {
    return this.posting("any", number)?.size ?? 0;
  }

  /** The word in use that is spelled most like `word`; undefined where none is near. */
  nearest(word: string): number | undefined {
    return this.spelling.nearest(word, (number) => this.uses(number));
  }

  /** The documents that hold a word at a level; undefined where none ever did. */
  posting(level: Level, number: number): Posting | undefined {
    if (this.pending > 0) this.addPending();
    return this.postings[level][number];
  }

  /** Notes that a document holds a word at a level and the levels below it. */
  add(number: number, doc: number, level: Level): void {
    if (this.pending === PENDING) this.addPending();
    this.pendingWords[this.pending] = number;
    this.pendingDocs[this.pending] = doc;
    this.pendingLevels[this.pending++] = levels.indexOf(level);
  }

  /** Notes that a document no longer holds a word. */
  remove(number: number, doc: number): void {
    if (this.pending > 0) this.addPending();
    for (const level of levels) this.postings[level][number]?.remove(doc);
  }

  /** Writes all words and their documents. */
  async save(to: SnapshotWriter): Promise<void> {
    if (this.pending > 0) this.addPending();
    const stems = [...this.byStem.keys()];
    const numberOf = new Map(stems.map((wordStem, number) => [wordStem, number]));
    this.sortWords();
    await to.writeJson("words", this.words);
    await to.writeJson("words.stems", stems);
    await to.write("words.stem", [Uint32Array.from(this.stemOf, (wordStem) => numberOf.get(wordStem) ?? 0)]);
    await to.write("words.sorted", [Uint32Array.from(this.sorted)]);
    for (const level of levels)
      await writePostings(
        to,
        `words.${level}`,
        Array.from(this.words, (_, number) => this.postings[level][number]),
      );
  }

  /** Takes in what another one saved. It must be new, but may know the words that every index begins with. */
  async restore(from: SnapshotReader): Promise<void> {
    for (const level of levels) this.postings[level] = await readPostings(from, `words.${level}`);
    const words = await from.readJson<string[]>("words");
    if (this.words.some((word, number) => word !== words[number])) throw new Error("The snapshot has other words");
    const stems = await from.readJson<string[]>("words.stems");
    const stem = await from.readNumbers("words.stem");
    for (let number = this.words.length; number < words.length; number++)
      this.enter(words[number]!, stems[stem[number]!]!);
    this.sorted = Array.from(await from.readNumbers("words.sorted"));
    this.unsorted = [];
  }

  private addPending(): void {
    const { numbers, from, places } = this.sorter.sort(this.pendingWords, this.pending);
    const { title, head, any } = this.postings;
    for (const [n, word] of numbers.entries()) {
      for (let p = from[n]!; p < from[n + 1]!; p++) {
        const doc = this.pendingDocs[places[p]!]!;
        const level = this.pendingLevels[places[p]!]!;
        addAt(any, word, doc);
        if (level < 2) addAt(head, word, doc);
        if (level === 0) addAt(title, word, doc);
      }
    }
    this.pending = 0;
  }

  private sortWords(): void {
    const { words } = this;
    const compare = (a: number, b: number) => (words[a]! < words[b]! ? -1 : 1);
    this.unsorted.sort(compare);
    const merged: number[] = [];
    let at = 0;
    for (const number of this.sorted) {
      while (at < this.unsorted.length && compare(this.unsorted[at]!, number) < 0) merged.push(this.unsorted[at++]!);
      merged.push(number);
    }
    this.sorted = merged.concat(this.unsorted.slice(at));
    this.unsorted = [];
  }
}

function addAt(postings: (Posting | undefined)[], number: number, doc: number): void {
  while (postings.length <= number) postings.push(undefined);
  (postings[number] ??= new Posting()).add(doc);
}
