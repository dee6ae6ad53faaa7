const CHUNK = 1 << 22;

/**
 * The word numbers of every document, in order, as variable-length bytes in a few large chunks: a million small arrays
 * would cost more than the words themselves. It serves phrases, and says what to remove with a document.
 */
export class TokenStore {
  private chunks: Uint8Array[] = [];
  private chunkOf = new Int32Array(0);
  private startOf = new Uint32Array(0);
  private lengthOf = new Uint32Array(0);
  private chunk = -1;
  private used = 0;
  private live = 0;
  private garbage = 0;
  private scratch = new Uint8Array(1 << 12);

  /** Makes room for documents below `capacity`. */
  resize(capacity: number): void {
    const chunkOf = new Int32Array(capacity);
    const startOf = new Uint32Array(capacity);
    const lengthOf = new Uint32Array(capacity);
    chunkOf.set(this.chunkOf);
    startOf.set(this.startOf);
    lengthOf.set(this.lengthOf);
    this.chunkOf = chunkOf;
    this.startOf = startOf;
    this.lengthOf = lengthOf;
  }

  /** Keeps the words of a document that has none yet. */
  set(doc: number, words: readonly number[]): void {
    if (this.scratch.length < words.length * 5) this.scratch = new Uint8Array(words.length * 10);
    let length = 0;
    for (let word of words) {
      while (word > 127) {
        this.scratch[length++] = (word & 127) | 128;
        word >>>= 7;
      }
      this.scratch[length++] = word;
    }
    this.append(doc, this.scratch.subarray(0, length));
    this.live += length;
  }

  /** Forgets the words of a document, and tidies up when most of what is kept belongs to none. */
  delete(doc: number): void {
    const length = this.lengthOf[doc]!;
    this.live -= length;
    this.garbage += length;
    this.lengthOf[doc] = 0;
    if (this.garbage > this.live + CHUNK) this.compact();
  }

  /** Writes the words of a document into `into` from 0 on. @returns how many they are. `into` grows as needed. */
  read(doc: number, into: WordBuffer): number {
    const bytes = this.chunks[this.chunkOf[doc]!];
    const length = this.lengthOf[doc]!;
    if (!bytes || length === 0) return 0;
    if (into.words.length < length) into.words = new Uint32Array(length * 2);
    const { words } = into;
    let count = 0;
    const end = this.startOf[doc]! + length;
    for (let at = this.startOf[doc]!; at < end;) {
      let byte = bytes[at++]!;
      let word = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        word |= (byte & 127) << shift;
      }
      words[count++] = word;
    }
    return count;
  }

  private append(doc: number, bytes: Uint8Array): void {
    if (this.chunk < 0 || this.used + bytes.length > this.chunks[this.chunk]!.length) {
      this.chunks.push(new Uint8Array(Math.max(CHUNK, bytes.length)));
      this.chunk = this.chunks.length - 1;
      this.used = 0;
    }
    this.chunks[this.chunk]!.set(bytes, this.used);
    this.chunkOf[doc] = this.chunk;
    this.startOf[doc] = this.used;
    this.lengthOf[doc] = bytes.length;
    this.used += bytes.length;
  }

  private compact(): void {
    const before = this.chunks;
    this.chunks = [];
    this.chunk = -1;
    this.garbage = 0;
    for (let doc = 0; doc < this.lengthOf.length; doc++) {
      const length = this.lengthOf[doc]!;
      if (length === 0) continue;
      const start = this.startOf[doc]!;
      this.append(doc, before[this.chunkOf[doc]!]!.subarray(start, start + length));
    }
  }
}

/** A buffer that is used again and again. */
export class WordBuffer {
  words = new Uint32Array(1 << 10);
}
