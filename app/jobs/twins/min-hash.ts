/**
 * MinHash with bands (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.3–3.4). The packages for
 * it on npm are years old, choose their permutations anew in every process, and keep their index in memory; here the bands
 * are rows that all processes share, so that the numbers below must never change without `VERSION`.
 *
 * 64 permutations estimate a similarity s with a standard error of √(s(1−s)/64): 0.05 at 0.8, 0.0625 at most. That only
 * chooses whose texts are compared. In 16 bands of 4 a pair is seen with probability 1−(1−s⁴)¹⁶: 0.9998 at 0.8, 0.89 at
 * 0.6, 0.12 at 0.3, 0.0016 at 0.1. No I/O.
 */
import { mix } from "./shingles.ts";

/** Of shingles, permutations and bands together; raised when any of them changes, and the sweep writes all rows anew. */
export const VERSION = 1;
export const PERMUTATIONS = 64;
export const BANDS = 16;
const ROWS = PERMUTATIONS / BANDS;
/** Texts with fewer shingles are compared with nothing: two short ones are alike by chance. */
export const LEAST_SHINGLES = 24;

/** What each permutation starts from: multiples of the golden ratio, mixed. */
const seeds = Array.from({ length: PERMUTATIONS }, (_, at) => mix(Math.imul(at + 1, 0x9e3779b9)));

/** The least value of the shingles under each permutation. */
export function signatureOf(shingles: ReadonlySet<number>): Uint32Array {
  const least = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  for (const shingle of shingles)
    for (let at = 0; at < PERMUTATIONS; at++) {
      const value = mix(shingle ^ seeds[at]!);
      if (value < least[at]!) least[at] = value;
    }
  return least;
}

/** The share of places in which two signatures agree: an estimate of the similarity of their texts. */
export function estimate(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let at = 0; at < PERMUTATIONS; at++) if (one[at] === other[at]) same++;
  return same / PERMUTATIONS;
}

/** One number a band, below 2⁵³: two texts that share one agree in four places of their signatures. */
export function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let high = mix(VERSION * BANDS + band);
    let low = mix(high ^ 0x5bd1e995);
    for (const value of signature.subarray(band * ROWS, (band + 1) * ROWS)) {
      high = mix(Math.imul(high, 31) ^ value);
      low = mix(Math.imul(low, 33) ^ value);
    }
    return (high & 0x1fffff) * 2 ** 32 + low;
  });
}

/** As it is stored: 256 bytes, little-endian. */
export function toBytes(signature: Uint32Array): Buffer {
  const bytes = Buffer.alloc(PERMUTATIONS * 4);
  signature.forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  return bytes;
}

/** Reads what `toBytes` wrote. */
export function fromBytes(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: PERMUTATIONS }, (_, at) => bytes.readUInt32LE(at * 4));
}
