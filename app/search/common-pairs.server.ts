import { COMMON, commonNumber } from "./common-words.ts";
import { levels, type Dictionary, type Level } from "./dictionary.server.ts";
import type { Posting } from "./posting.server.ts";
import { PostingTable } from "./posting-table.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { BREAK } from "./sort-places.server.ts";
import type { TextEnds } from "./text-store.server.ts";

/** One more than the highest pair. */
const PAIRS = COMMON * COMMON + 1;

/**
 * Which documents have two common words side by side in one text. Such words stand hundreds of times in every thousand,
 * so that a phrase of them ("of the", "medical record") would be looked for at nearly every place there is; kept like a
 * word of its own it is one set ("common grams"). A pair is that of the stems: `first * COMMON + second + 1`.
 */
export class CommonPairs {
  private readonly postings = { title: new PostingTable(), head: new PostingTable(), any: new PostingTable() };
  /** By word: its number among the common ones, or -1. */
  private common = new Int16Array(1 << 12);
  private known = 0;
  /** By pair: the turn in which it was met last. */
  private readonly met = new Uint32Array(PAIRS);
  private turn = 0;
  private list = new Uint32Array(1 << 12);

  constructor(private readonly dictionary: Dictionary) {}

  /** The pair of two stems; undefined if either is not common. */
  static of(first: string, second: string): number | undefined {
    const one = commonNumber(first);
    const other = commonNumber(second);
    return one < 0 || other < 0 ? undefined : one * COMMON + other + 1;
  }

  /** The documents that have a pair at a level or a nearer one; undefined where none ever did. */
  posting(level: Level, pair: number): Posting | undefined {
    return this.postings[level].get(pair);
  }

  /** The memory of the sets of documents, in bytes. */
  get bytes(): number {
    let bytes = this.met.byteLength;
    for (const level of levels) bytes += this.postings[level].bytes;
    return bytes;
  }

  /** The pair that begins at each place of a list of words, or `BREAK`; good until the next call. */
  read(words: Uint32Array, count: number): Uint32Array {
    this.learn();
    const { common } = this;
    if (count > this.list.length) this.list = new Uint32Array(count * 2);
    const { list } = this;
    let before = -1;
    for (let at = 0; at < count; at++) {
      const own = common[words[at]!]!;
      if (at > 0) list[at - 1] = own >= 0 && before >= 0 ? before * COMMON + own + 1 : BREAK;
      before = own;
    }
    if (count > 0) list[count - 1] = BREAK;
    return list;
  }

  /** Notes a document's pairs. */
  add(doc: number, pairs: Uint32Array, { title, head, text }: TextEnds): void {
    const { postings } = this;
    // The nearest texts come first, so that a pair is met first where it counts most.
    this.forEachPair(pairs, text, (pair, at) => {
      postings.any.add(pair, doc);
      if (at < head) postings.head.add(pair, doc);
      if (at < title) postings.title.add(pair, doc);
    });
  }

  /** Forgets a document, of which these are the words. */
  remove(doc: number, words: Uint32Array): void {
    this.forEachPair(this.read(words, words.length), words.length, (pair) => {
      for (const level of levels) this.postings[level].get(pair)?.remove(doc);
    });
  }

  /** Writes all pairs. */
  async save(to: SnapshotWriter): Promise<void> {
    for (const level of levels) await this.postings[level].save(to, `pairs.${level}`, PAIRS);
  }

  /** Takes in what another one saved. */
  async restore(from: SnapshotReader): Promise<void> {
    await Promise.all(levels.map((level) => this.postings[level].restore(from, `pairs.${level}`)));
  }

  /** Names each of the first `count` pairs once, with the place where it begins first. */
  private forEachPair(pairs: Uint32Array, count: number, visit: (pair: number, at: number) => void): void {
    const { met } = this;
    const turn = ++this.turn;
    for (let at = 0; at < count; at++) {
      const pair = pairs[at]!;
      if (pair === BREAK || met[pair] === turn) continue;
      met[pair] = turn;
      visit(pair, at);
    }
  }

  /** Learns of the words that are new since the last time. */
  private learn(): void {
    const { dictionary } = this;
    if (dictionary.size > this.common.length) {
      const common = new Int16Array(dictionary.size * 2);
      common.set(this.common);
      this.common = common;
    }
    for (; this.known < dictionary.size; this.known++)
      this.common[this.known] = commonNumber(dictionary.stem(this.known));
  }
}
