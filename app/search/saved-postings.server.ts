import { Posting } from "./posting.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** The sets of so many numbers are written one behind the other. */
const CHUNK = 1 << 14;
const NO_POSTING = new Posting();

/** Writes a set for each number. */
export async function writePostings(
  to: SnapshotWriter,
  name: string,
  sets: readonly (Posting | undefined)[],
): Promise<void> {
  const postings = Array.from(sets, (posting) => posting ?? NO_POSTING);
  await to.write(`${name}.sizes`, [Uint32Array.from(postings, ({ size }) => size)]);
  await to.write(`${name}.bits`, [Uint32Array.from(postings, ({ form, data }) => (form === "bits" ? data.length : 0))]);
  for (let first = 0; first < postings.length; first += CHUNK)
    await to.write(
      `${name}.${first}`,
      postings.slice(first, first + CHUNK).map(({ data }) => data),
    );
}

/** Reads what `writePostings` wrote; undefined for an empty set. */
export async function readPostings(from: SnapshotReader, name: string): Promise<(Posting | undefined)[]> {
  const sizes = await from.readNumbers(`${name}.sizes`);
  const bits = await from.readNumbers(`${name}.bits`);
  const postings: (Posting | undefined)[] = [];
  for (let first = 0; first < sizes.length; first += CHUNK) {
    const data = await from.readNumbers(`${name}.${first}`);
    for (let number = first, at = 0; number < Math.min(first + CHUNK, sizes.length); number++) {
      const size = sizes[number]!;
      const length = bits[number]! || size;
      postings.push(
        size > 0
          ? Posting.restore(size, data.subarray(at, at + length), bits[number]! > 0 ? "bits" : "list")
          : undefined,
      );
      at += length;
    }
  }
  return postings;
}
