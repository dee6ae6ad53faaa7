import { TypedFastBitSet } from "typedfastbitset";

const NO_LIST = new Uint32Array(0);

/**
 * A set of document numbers: a sorted list while a list is the smaller form, a bitset from then on. Most words of a
 * board are rare; a bitset for each would cost a hundred times the memory.
 */
export class Posting {
  private list: Uint32Array = new Uint32Array(2);
  private bits: TypedFastBitSet | undefined;
  /** How many documents it holds. */
  size = 0;

  /** The memory of its documents, in bytes. */
  get bytes(): number {
    return this.bits ? this.bits.words.byteLength : this.list.byteLength;
  }

  /** The set that `form` and `data` said another one is; it goes on with `data` itself. */
  static restore(size: number, data: Uint32Array, form: "list" | "bits"): Posting {
    const posting = new Posting();
    posting.size = size;
    if (form === "bits") posting.bits = TypedFastBitSet.fromWords(data);
    posting.list = form === "bits" ? NO_LIST : data;
    return posting;
  }

  /** How its documents are held at the moment. */
  get form(): "list" | "bits" {
    return this.bits ? "bits" : "list";
  }

  /** Its documents in that form, no longer than it must be; not to be written to. */
  get data(): Uint32Array {
    if (!this.bits) return this.list.subarray(0, this.size);
    const { words } = this.bits;
    let end = words.length;
    while (end > 0 && words[end - 1] === 0) end--;
    return words.subarray(0, end);
  }

  /** Adds a document. Adding one twice changes nothing. */
  add(doc: number): void {
    if (this.bits) {
      const { words } = this.bits;
      const at = doc >>> 5;
      if (at < words.length) {
        const word = words[at]!;
        words[at] = word | (1 << doc);
        if (words[at] !== word) this.size++;
        return;
      }
      if (this.size * 64 >= doc) {
        this.bits.add(doc);
        this.size++;
        return;
      }
      this.toList();
    }
    const at = this.lowerBound(doc);
    if (at < this.size && this.list[at] === doc) return;
    if (this.size === this.list.length) {
      const longer = new Uint32Array(Math.max(2, this.size * 2));
      longer.set(this.list);
      this.list = longer;
    }
    if (at < this.size) this.list.copyWithin(at + 1, at, this.size);
    this.list[at] = doc;
    this.size++;
    if (this.size > 32 && this.size * 32 > this.list[this.size - 1]!) this.toBits();
  }

  /** Removes a document. Removing what it does not hold changes nothing. */
  remove(doc: number): void {
    if (this.bits) {
      if (!this.bits.has(doc)) return;
      this.bits.remove(doc);
      this.size--;
      return;
    }
    const at = this.lowerBound(doc);
    if (at >= this.size || this.list[at] !== doc) return;
    this.list.copyWithin(at, at + 1, this.size);
    this.size--;
  }

  /** Adds its documents to `target`. */
  addTo(target: TypedFastBitSet): void {
    const { list, size } = this;
    if (size === 0) return;
    if (this.bits) {
      const { words } = this.bits;
      let end = words.length;
      // It grew by doubling: a target that has room for all documents is not to grow with it.
      while (end > target.words.length && words[end - 1] === 0) end--;
      if (end > target.words.length) target.resize(end * 32 - 1);
      const into = target.words;
      for (let at = 0; at < end; at++) into[at]! |= words[at]!;
      return;
    }
    target.resize(list[size - 1]!);
    const words = target.words;
    for (let at = 0; at < size; at++) {
      const doc = list[at]!;
      words[doc >>> 5]! |= 1 << doc;
    }
  }

  /** Calls `visit` with every document, ascending. */
  forEach(visit: (doc: number) => void): void {
    if (this.bits) this.bits.forEach(visit);
    else for (let at = 0; at < this.size; at++) visit(this.list[at]!);
  }

  private lowerBound(doc: number): number {
    let low = 0;
    let high = this.size;
    // Nearly every document is added with the highest number so far.
    if (high === 0 || this.list[high - 1]! < doc) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.list[middle]! < doc) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private toBits(): void {
    const bits = new TypedFastBitSet();
    this.addTo(bits);
    this.bits = bits;
    this.list = NO_LIST;
  }

  private toList(): void {
    const list = new Uint32Array(Math.max(2, this.size * 2));
    let at = 0;
    this.bits?.forEach((doc) => (list[at++] = doc));
    this.list = list;
    this.bits = undefined;
  }
}
