import type { Dictionary } from "./dictionary.server.ts";
import { fold, tokenize, WORD_LENGTH } from "./tokenize.ts";

/** What a character is beside a letter or digit, which is its folded self. */
const SEPARATOR = 0;
const UNKNOWN = 0xffff;
const JOINERS = new Set([..."-'/&."].map((joiner) => joiner.charCodeAt(0)));
/** Further characters are rare in the texts of this board. */
const KNOWN = 0x3000;

/** What each character folds to where that does not depend on what stands beside it; UNKNOWN where it does. */
const folded = new Uint16Array(KNOWN).map((_, code) => {
  const text = fold(String.fromCharCode(code));
  // The small form of a Greek sigma depends on what follows.
  if (text === "" || code === 0x3a3 || /\p{M}/u.test(text)) return UNKNOWN;
  const isWord = /[\p{L}\p{N}]/u.test(text);
  if (text.length > 1) return isWord ? UNKNOWN : SEPARATOR;
  return isWord || JOINERS.has(text.charCodeAt(0)) ? text.charCodeAt(0) : SEPARATOR;
});
const isJoiner = new Uint8Array(1 << 16);
for (const joiner of JOINERS) isJoiner[joiner] = 1;

/** A list of word numbers that grows. */
export class WordList {
  words = new Uint32Array(1 << 10);
  length = 0;

  /** Adds a word at its end. */
  push(word: number): void {
    if (this.length === this.words.length) {
      const words = new Uint32Array(this.length * 2);
      words.set(this.words);
      this.words = words;
    }
    this.words[this.length++] = word;
  }
}

/** So many runs of joined words are remembered; dates and sums of money would go on for ever. */
const MOST_JOINED = 50_000;

/**
 * Reads texts into the numbers of their words: what `tokenize` does, several times as fast, since a run of letters that
 * was met before is recognized where it stands, without making a string of it.
 */
export class WordReader {
  /** A hash table of runs, each at the first free slot behind its hash: its hash, its letters, and what it stands for. */
  private hashes = new Int32Array(1 << 14);
  private letters = new Uint32Array(1 << 14);
  /** A word; or, below 0, a number in `joined`; 0 where the slot is free. */
  private meanings = new Int32Array(1 << 14);
  private size = 0;
  private readonly joined: number[][] = [];
  /** The letters of all runs, each after their number. */
  private pool = new Uint16Array(1 << 16);
  private pooled = 0;
  private readonly run = new Uint16Array(WORD_LENGTH);

  constructor(private readonly dictionary: Dictionary) {}

  /** Adds the words of a text to a list, in their order. */
  read(text: string, into: WordList): void {
    const before = into.length;
    const { length } = text;
    const { run } = this;
    for (let at = 0; at < length;) {
      let code = foldedAt(text, at);
      if (code === SEPARATOR || isJoiner[code]) {
        at++;
        continue;
      }
      const start = at;
      let hash = 0;
      let joined = false;
      for (;;) {
        if (code === UNKNOWN) {
          // One such character may change its neighbours: the whole text is read the slow way.
          into.length = before;
          this.readSlowly(text, into);
          return;
        }
        if (at - start < WORD_LENGTH) run[at - start] = code;
        hash = (Math.imul(hash, 31) + code) | 0;
        if (++at === length) break;
        code = foldedAt(text, at);
        if (code === SEPARATOR) break;
        if (!isJoiner[code]) continue;
        const next = at + 1 < length ? foldedAt(text, at + 1) : SEPARATOR;
        if (next === SEPARATOR || isJoiner[next]) break;
        joined = true;
      }
      if (at - start > WORD_LENGTH) this.readSlowly(text.slice(start, at), into);
      else this.lookUp(at - start, hash, joined, into);
    }
  }

  private readSlowly(text: string, into: WordList): void {
    for (const word of tokenize(text)) into.push(this.dictionary.number(word));
  }

  /** Adds the words of the run that was just read. */
  private lookUp(length: number, hash: number, joined: boolean, into: WordList): void {
    const { hashes, letters, meanings } = this;
    const mask = meanings.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let meaning = meanings[slot]!; meaning !== 0; meaning = meanings[slot]!) {
      if (hashes[slot] === hash && this.isRun(letters[slot]!, length)) {
        if (meaning > 0) into.push(meaning);
        else for (const word of this.joined[-meaning - 1]!) into.push(word);
        return;
      }
      slot = (slot + 1) & mask;
    }
    const words = tokenize(String.fromCharCode(...this.run.subarray(0, length)));
    const numbers = words.map((word) => this.dictionary.number(word));
    for (const word of numbers) into.push(word);
    const [word] = numbers;
    if (!joined && word !== undefined) this.remember(slot, hash, length, word);
    else if (this.joined.length < MOST_JOINED) this.remember(slot, hash, length, -this.joined.push(numbers));
  }

  private isRun(at: number, length: number): boolean {
    const { pool, run } = this;
    if (pool[at] !== length) return false;
    for (let letter = 0; letter < length; letter++) if (pool[at + 1 + letter] !== run[letter]) return false;
    return true;
  }

  private remember(slot: number, hash: number, length: number, meaning: number): void {
    if (this.pooled + length >= this.pool.length) {
      const pool = new Uint16Array(this.pool.length * 2);
      pool.set(this.pool);
      this.pool = pool;
    }
    this.hashes[slot] = hash;
    this.letters[slot] = this.pooled;
    this.meanings[slot] = meaning;
    this.pool[this.pooled] = length;
    this.pool.set(this.run.subarray(0, length), this.pooled + 1);
    this.pooled += length + 1;
    if (++this.size * 2 > this.meanings.length) this.enlarge();
  }

  private enlarge(): void {
    const { hashes, letters, meanings } = this;
    const size = meanings.length * 4;
    this.hashes = new Int32Array(size);
    this.letters = new Uint32Array(size);
    this.meanings = new Int32Array(size);
    for (const [from, meaning] of meanings.entries()) {
      if (meaning === 0) continue;
      const hash = hashes[from]!;
      let slot = (hash ^ (hash >>> 15)) & (size - 1);
      while (this.meanings[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.hashes[slot] = hash;
      this.letters[slot] = letters[from]!;
      this.meanings[slot] = meaning;
    }
  }
}

function foldedAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < KNOWN ? folded[code]! : UNKNOWN;
}
