import { beginsTerm } from "./concepts.ts";
import { longer } from "./longer.ts";
import type { Posting } from "./posting.server.ts";
import { PostingTable } from "./posting-table.server.ts";
import { BREAK, PlaceSorter } from "./sort-places.server.ts";
import { Spelling } from "./spelling.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { isCodeName, stem } from "./tokenize.ts";
import { WordTable } from "./word-table.server.ts";

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
  private readonly words = new WordTable();
  private readonly stems = new WordTable();
  /** By word: its stem, and the next word of the same stem (`BREAK` for none). */
  private stemOf = new Uint32Array(1 << 12);
  private nextOf = new Uint32Array(1 << 12);
  /** By stem: the first word that has it, and 1 where a synonym may begin with it. */
  private firstOf = new Uint32Array(1 << 12);
  private begins = new Uint8Array(1 << 12);
  private readonly postings = { title: new PostingTable(), head: new PostingTable(), any: new PostingTable() };
  private readonly spelling = new Spelling((number) => this.words.at(number));
  private readonly sorter = new PlaceSorter();
  private readonly pendingWords = new Uint32Array(PENDING);
  private readonly pendingDocs = new Uint32Array(PENDING);
  private readonly pendingLevels = new Uint8Array(PENDING);
  private pending = 0;

  constructor() {
    // BREAK is no word, nor is its stem one.
    this.words.add("");
    this.stems.add("");
  }

  /** The number of a word, which it gets now if it has none. */
  number(word: string): number {
    const known = this.words.number(word);
    if (known !== undefined) return known;
    // A copy: a word cut from a text keeps the whole text alive.
    const own = Buffer.from(word).toString();
    const number = this.words.add(own);
    this.spelling.add(own, number, isCodeName(own));
    const wordStem = stem(own);
    this.putUnder(this.stems.number(wordStem) ?? this.addStem(wordStem), number);
    return number;
  }

  private addStem(wordStem: string): number {
    const number = this.stems.add(wordStem);
    if (number >= this.firstOf.length) {
      this.firstOf = longer(this.firstOf, new Uint32Array(number * 2));
      this.begins = longer(this.begins, new Uint8Array(number * 2));
    }
    this.begins[number] = beginsTerm(wordStem) ? 1 : 0;
    return number;
  }

  private putUnder(wordStem: number, number: number): void {
    if (number >= this.stemOf.length) {
      this.stemOf = longer(this.stemOf, new Uint32Array(number * 2));
      this.nextOf = longer(this.nextOf, new Uint32Array(number * 2));
    }
    this.stemOf[number] = wordStem;
    this.nextOf[number] = this.firstOf[wordStem]!;
    this.firstOf[wordStem] = number;
  }

  /** A numbered word; empty for `BREAK`. */
  word(number: number): string {
    return this.words.at(number);
  }

  /** The stem of a numbered word. */
  stem(number: number): string | undefined {
    return number === BREAK ? undefined : this.stems.at(this.stemOf[number]!);
  }

  /** How many numbers are in use; every number is below it. */
  get size(): number {
    return this.words.size;
  }

  /** Whether a synonym may begin with the word. */
  beginsTerm(number: number): boolean {
    return this.begins[this.stemOf[number]!] === 1;
  }

  /** The words of one stem. */
  withStem(wordStem: string): number[] {
    const words: number[] = [];
    const known = this.stems.number(wordStem);
    if (known === undefined) return words;
    for (let word = this.firstOf[known]!; word !== BREAK; word = this.nextOf[word]!) words.push(word);
    return words;
  }

  /** The words that begin with `prefix`. */
  withPrefix(prefix: string): number[] {
    return this.words.withPrefix(prefix);
  }

  /** The memory of the sets of documents, in bytes. */
  get bytes(): number {
    this.settle();
    return levels.reduce((bytes, level) => bytes + this.postings[level].bytes, 0);
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
    this.settle();
    return this.postings[level].get(number);
  }

  /** Notes that a document holds a word at a level and the levels below it. */
  add(number: number, doc: number, level: Level): void {
    if (this.pending === PENDING) this.addPending();
    this.pendingWords[this.pending] = number;
    this.pendingDocs[this.pending] = doc;
    this.pendingLevels[this.pending++] = levels.indexOf(level);
  }

  /** Does what waits, so that the next search need not: a job's few hundred words take a quarter as long as a search. */
  settle(): void {
    if (this.pending > 0) this.addPending();
  }

  /** Notes that a document no longer holds a word. */
  remove(number: number, doc: number): void {
    this.settle();
    for (const level of levels) this.postings[level].get(number)?.remove(doc);
  }

  /** Writes all words and their documents. */
  async save(to: SnapshotWriter): Promise<void> {
    this.settle();
    await this.words.save(to, "words");
    await this.stems.save(to, "stems");
    await to.write("words.stem", [this.stemOf.subarray(0, this.size)]);
    await this.spelling.save(to);
    for (const level of levels) await this.postings[level].save(to, `words.${level}`, this.size);
  }

  /** Takes in what another one saved. It must be new, but may know the words that every index begins with. */
  async restore(from: SnapshotReader): Promise<void> {
    const postings = levels.map((level) => this.postings[level].restore(from, `words.${level}`));
    const [stemOf] = await Promise.all([
      from.readNumbers("words.stem"),
      this.words.restore(from, "words"),
      this.stems.restore(from, "stems"),
      this.spelling.restore(from),
      ...postings,
    ]);
    this.stemOf = stemOf;
    this.nextOf = new Uint32Array(this.words.size);
    this.firstOf = new Uint32Array(this.stems.size);
    this.begins = new Uint8Array(this.stems.size);
    for (let number = 1; number < this.words.size; number++) this.putUnder(stemOf[number]!, number);
    for (let number = 1; number < this.stems.size; number++)
      this.begins[number] = beginsTerm(this.stems.at(number)) ? 1 : 0;
  }

  private addPending(): void {
    const { numbers, from, places } = this.sorter.sort(this.pendingWords, this.pending);
    const { title, head, any } = this.postings;
    for (const [n, word] of numbers.entries()) {
      for (let p = from[n]!; p < from[n + 1]!; p++) {
        const doc = this.pendingDocs[places[p]!]!;
        const level = this.pendingLevels[places[p]!]!;
        any.add(word, doc);
        if (level < 2) head.add(word, doc);
        if (level === 0) title.add(word, doc);
      }
    }
    this.pending = 0;
  }
}
