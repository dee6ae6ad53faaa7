import { Posting } from "./posting.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** The sets of so many numbers are written one behind the other. */
const CHUNK = 1 << 14;

/** Sets as a snapshot holds them, one behind the other: of each number where its set begins in its chunk, and its form. */
type Saved = { sizes: Uint32Array; bits: Uint32Array; starts: Uint32Array; chunks: Uint32Array[] };

/**
 * A set of documents for each of many numbers. What comes from a snapshot is made a `Posting` when it is first asked for:
 * of half a million words most are asked for by nobody before the process ends.
 */
export class PostingTable {
  private readonly postings: (Posting | undefined)[] = [];
  private saved: Saved | undefined;

  /** The set of a number; undefined where nothing was ever added. */
  get(number: number): Posting | undefined {
    return this.postings[number] ?? (this.saved && this.take(this.saved, number));
  }

  /** Adds a document to the set of a number. */
  add(number: number, doc: number): void {
    const { postings } = this;
    while (postings.length <= number) postings.push(undefined);
    let posting = this.get(number);
    if (!posting) postings[number] = posting = new Posting();
    posting.add(doc);
  }

  /** The memory of the sets, in bytes. */
  get bytes(): number {
    let bytes = 0;
    for (const posting of this.postings) bytes += posting?.bytes ?? 0;
    // What is taken shares the memory of its chunk, until it grows.
    for (const chunk of this.saved?.chunks ?? []) bytes += chunk.byteLength;
    return bytes;
  }

  /** Writes the sets of all numbers below `count`. */
  async save(to: SnapshotWriter, name: string, count: number): Promise<void> {
    const postings = Array.from({ length: count }, (_, number) => this.get(number));
    await to.write(`${name}.sizes`, [Uint32Array.from(postings, (posting) => posting?.size ?? 0)]);
    await to.write(`${name}.bits`, [
      Uint32Array.from(postings, (posting) => (posting?.form === "bits" ? posting.data.length : 0)),
    ]);
    for (let first = 0; first < count; first += CHUNK)
      await to.write(
        `${name}.${first}`,
        postings.slice(first, first + CHUNK).flatMap((posting) => posting?.data ?? []),
      );
  }

  /** Takes in what another one saved; it must be new. */
  async restore(from: SnapshotReader, name: string): Promise<void> {
    const [sizes, bits] = await Promise.all([from.readNumbers(`${name}.sizes`), from.readNumbers(`${name}.bits`)]);
    const starts = new Uint32Array(sizes.length);
    const reading: Promise<Uint32Array>[] = [];
    for (let first = 0; first < sizes.length; first += CHUNK) {
      reading.push(from.readNumbers(`${name}.${first}`));
      const end = Math.min(first + CHUNK, sizes.length);
      for (let number = first, at = 0; number < end; number++) {
        starts[number] = at;
        at += bits[number]! || sizes[number]!;
      }
    }
    this.saved = { sizes, bits, starts, chunks: await Promise.all(reading) };
  }

  private take({ sizes, bits, starts, chunks }: Saved, number: number): Posting | undefined {
    const size = sizes[number] ?? 0;
    if (size === 0) return undefined;
    const { postings } = this;
    while (postings.length <= number) postings.push(undefined);
    const start = starts[number]!;
    const end = start + (bits[number]! || size);
    const data = chunks[Math.floor(number / CHUNK)]!.subarray(start, end);
    return (postings[number] = Posting.restore(size, data, bits[number]! > 0 ? "bits" : "list"));
  }
}
