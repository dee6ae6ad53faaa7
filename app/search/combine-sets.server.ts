/** `combine-sets.wat`, compiled: `wat2wasm` makes it, and a test holds that it still does. */
export const combineSetsCode =
  "AGFzbQEAAAABBQFgAX8AAhABBHNldHMGbWVtb3J5AgABAwMCAAAHEgIEcGFzcwAAB3dpdGhvdXQAAQq7AQJpAgN/AnsgACECIABBAXQhAwJAA0AgASAATw" +
  "0BIAH9AAQAIQQgA/0ABAAhBSACIAL9AAQAIAX9TiAEIAX9T/1Q/QsEACABIAQgBf1O/QsEACABQRBqIQEgAkEQaiECIANBEGohAwwACwsLTwEDfyAAIQIg" +
  "AEEBdCEDAkADQCABIABPDQEgAyAB/QAEACAC/QAEACAD/QAEAP1P/VD9CwQAIAFBEGohASACQRBqIQIgA0EQaiEDDAALCws=";

const compiled = new WebAssembly.Module(Buffer.from(combineSetsCode, "base64"));
const PAGE_BYTES = 1 << 16;

/** Sizes in bytes; see combine-sets.wat. */
type Code = { pass(size: number): void; without(size: number): void };

/**
 * Combines bitsets as filters over one that it begins with. Compiled code takes 128 documents in one step; in JavaScript
 * a search with a filter for every facet would spend half of its time here.
 */
export class SetCombiner {
  private memory = new WebAssembly.Memory({ initial: 1 });
  private readonly code = new WebAssembly.Instance(compiled, { sets: { memory: this.memory } }).exports as Code;
  private words = new Uint32Array(this.memory.buffer);
  /** Of a set, in words of 32 documents. */
  private length = 0;
  private room = 0;

  /** Begins with the first `length` words of a set; those of it that are missing are zeros. */
  begin(first: Uint32Array, length: number): void {
    this.length = length;
    this.room = Math.ceil(length / 4) * 4;
    const missing = this.room * 3 * 4 - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / PAGE_BYTES));
      this.words = new Uint32Array(this.memory.buffer);
    }
    this.words.fill(0, this.room, this.room * 2);
    this.put(first, 0);
  }

  /** Narrows it down to what passes one more filter. */
  pass(filter: Uint32Array): void {
    this.put(filter, this.room * 2);
    this.code.pass(this.room * 4);
  }

  /** What passes all filters; good until the next begins. */
  get passing(): Uint32Array {
    return this.words.subarray(0, this.length);
  }

  /** What passes all other filters than this one, which was among them; good until the next call. */
  without(filter: Uint32Array): Uint32Array {
    this.put(filter, this.room * 2);
    this.code.without(this.room * 4);
    return this.words.subarray(this.room * 2, this.room * 2 + this.length);
  }

  private put(set: Uint32Array, at: number): void {
    const count = Math.min(set.length, this.length);
    this.words.set(count < set.length ? set.subarray(0, count) : set, at);
    this.words.fill(0, at + count, at + this.room);
  }
}
