import { longer } from "./longer.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** Words shorter than this have too many neighbours; longer ones are cut by `tokenize`. */
const SHORTEST = 3;
/** The least room that there is for words. */
const LEAST = 1 << 10;
const LETTERS = /^\p{L}+$/u;

/** How many letters may be wrong in a word. */
function mostEdits(word: string): number {
  return word.length <= 5 ? 1 : 2;
}

/**
 * Finds the known word that was probably meant. Each word keeps its length and which letters it has: nearly all are ruled
 * out by these, and few are compared letter by letter.
 */
export class Spelling {
  /** By place in the list: the word's number, and which letters it has. */
  private numbers = new Uint32Array(LEAST);
  private letters = new Int32Array(LEAST);
  private size = 0;

  /** `wordOf` tells the word of a number. */
  constructor(private readonly wordOf: (number: number) => string) {}

  /** Takes in a numbered word; words that are not all letters are no spelling of anything, but `code` names are. */
  add(word: string, number: number, code: boolean): void {
    if (word.length < SHORTEST || !(code || LETTERS.test(word))) return;
    const at = this.size++;
    if (at === this.letters.length) {
      this.numbers = longer(this.numbers, new Uint32Array(Math.max(LEAST, at * 2)));
      this.letters = longer(this.letters, new Int32Array(Math.max(LEAST, at * 2)));
    }
    this.numbers[at] = number;
    this.letters[at] = lettersOf(word);
  }

  /** Writes which words it knows. */
  async save(to: SnapshotWriter): Promise<void> {
    await to.write("spelling", [this.numbers.subarray(0, this.size)]);
    await to.write("spelling.letters", [this.letters.subarray(0, this.size)]);
  }

  /** Takes in what another one saved, in place of what it knows. */
  async restore(from: SnapshotReader): Promise<void> {
    this.numbers = await from.readNumbers("spelling");
    this.letters = new Int32Array(await from.read("spelling.letters"));
    this.size = this.numbers.length;
  }

  /**
   * The number of the word nearest to `word`, at most one edit away, two from six letters on: the fewest edits first,
   * then the most `uses`, then by the alphabet. Words without uses are none. Undefined where there is none.
   */
  nearest(word: string, uses: (number: number) => number): number | undefined {
    const most = mostEdits(word);
    const letters = lettersOf(word);
    let best: { word: string; number: number; edits: number; uses: number } | undefined;
    for (let at = 0; at < this.size; at++) {
      // An edit changes two letters at most.
      if (word.length < SHORTEST || bits(this.letters[at]! ^ letters) > 2 * most) continue;
      const number = this.numbers[at]!;
      const other = this.wordOf(number);
      if (Math.abs(other.length - word.length) > most || other === word) continue;
      const edits = countEdits(word, other, best?.edits ?? most);
      if (edits > (best?.edits ?? most)) continue;
      const used = uses(number);
      if (used === 0) continue;
      if (best?.edits === edits && (best.uses > used || (best.uses === used && best.word < other))) continue;
      best = { word: other, number, edits, uses: used };
    }
    return best?.number;
  }
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << word.charCodeAt(at);
  return letters;
}

function bits(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}

/**
 * How many letters must be added, dropped, replaced, or swapped with their neighbour to make one word the other; anything
 * above `most` where it is more than that.
 */
export function countEdits(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let edits = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    // A swap reaches back two rows, and costs one.
    if (least > most && Math.min(...row) >= most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length]!;
}
