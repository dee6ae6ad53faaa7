import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** New words are looked through one by one until there are so many; then they are put in order. */
const UNSORTED = 500;
const NONE: readonly number[] = [];

/**
 * Words that are numbered as they come, from 0, found by their letters and by how they begin. Those of a snapshot are
 * found in their order, which it holds: to enter half a million into a `Map` would take a third of a second.
 */
export class WordTable {
  private readonly words: string[] = [];
  /** Of a restored table only those that were asked for since. */
  private readonly numbers = new Map<string, number>();
  private restored = NONE;
  private sorted = NONE;
  private unsorted: number[] = [];

  /** How many there are. */
  get size(): number {
    return this.words.length;
  }

  /** The word of a number. */
  at(number: number): string {
    return this.words[number]!;
  }

  /** The number of a word; undefined for one that is not there. */
  number(word: string): number | undefined {
    const known = this.numbers.get(word);
    if (known !== undefined || this.restored.length === 0) return known;
    const { words, restored } = this;
    const number = restored[this.firstFrom(restored, word)];
    if (number === undefined || words[number] !== word) return undefined;
    this.numbers.set(words[number], number);
    return number;
  }

  /** Takes in a word that is not there. @returns its number. */
  add(word: string): number {
    const number = this.words.push(word) - 1;
    this.numbers.set(word, number);
    this.unsorted.push(number);
    return number;
  }

  /** The numbers of all words that begin with `prefix`. */
  withPrefix(prefix: string): number[] {
    if (this.unsorted.length > UNSORTED || this.sorted.length === 0) this.sort();
    const { words, sorted } = this;
    const found = this.unsorted.filter((number) => words[number]!.startsWith(prefix));
    for (let at = this.firstFrom(sorted, prefix); at < sorted.length && words[sorted[at]!]!.startsWith(prefix); at++)
      found.push(sorted[at]!);
    return found;
  }

  /** Writes all words. */
  async save(to: SnapshotWriter, name: string): Promise<void> {
    this.sort();
    await to.writeJson(name, this.words);
    await to.write(`${name}.sorted`, [Uint32Array.from(this.sorted)]);
  }

  /** Takes in what another one saved. @throws Error where a word that is there already had another number. */
  async restore(from: SnapshotReader, name: string): Promise<void> {
    const words = await from.readJson<string[]>(name);
    if (this.words.some((word, number) => word !== words[number])) throw new Error(`The snapshot has other ${name}`);
    for (let number = this.words.length; number < words.length; number++) this.words.push(words[number]!);
    this.restored = this.sorted = Array.from(await from.readNumbers(`${name}.sorted`));
    this.unsorted = [];
  }

  /** Where in a list of numbers in the order of their words the words begin that are not before `word`. */
  private firstFrom(list: readonly number[], word: string): number {
    const { words } = this;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[list[middle]!]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private sort(): void {
    const { words, sorted, unsorted } = this;
    const compare = (a: number, b: number) => (words[a]! < words[b]! ? -1 : 1);
    unsorted.sort(compare);
    const merged: number[] = [];
    let at = 0;
    for (const number of sorted) {
      while (at < unsorted.length && compare(unsorted[at]!, number) < 0) merged.push(unsorted[at++]!);
      merged.push(number);
    }
    this.sorted = merged.concat(unsorted.slice(at));
    this.unsorted = [];
  }
}
