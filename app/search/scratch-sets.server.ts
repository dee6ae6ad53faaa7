import { TypedFastBitSet } from "typedfastbitset";

/** More sets than nearly every search needs; further ones are left to the garbage collector. */
const KEPT = 64;

/**
 * Bitsets that one search after another uses: a search over a hundred thousand jobs fills dozens, of 12.5 kB each, and
 * memory outside of the heap makes the collector look through all of the index.
 */
export class ScratchSets {
  private readonly kept: Uint32Array[] = [];
  private used = 0;

  /** Takes back all that were given out: nobody may use them any more. */
  release(): void {
    this.used = 0;
  }

  /** An empty set of so many words of 32 documents; its own until `release`. */
  empty(length: number): TypedFastBitSet {
    return TypedFastBitSet.fromWords(this.take(length)?.fill(0) ?? new Uint32Array(length));
  }

  /** A set that begins as `words`, cut or filled up with zeros to a length; its own until `release`. */
  copy(words: Uint32Array, length: number): TypedFastBitSet {
    const from = words.length > length ? words.subarray(0, length) : words;
    const into = this.take(length) ?? new Uint32Array(length);
    into.set(from);
    if (from.length < length) into.fill(0, from.length);
    return TypedFastBitSet.fromWords(into);
  }

  private take(length: number): Uint32Array | undefined {
    if (this.used === KEPT) return undefined;
    const at = this.used++;
    const kept = this.kept[at];
    if (kept?.length === length) return kept;
    return (this.kept[at] = new Uint32Array(length));
  }
}
