/**
 * How many bits two bitsets have in common: the hottest loop of a search, run for every value of every facet. Eight
 * words at a time are added bit by bit (Harley and Seal's carry-save adders: `ones`, `twos`, `fours` hold the sums so
 * far of each of 32 columns), and only what reaches eight is counted; a third of the time of counting every word.
 */
export function countCommon(a: Uint32Array, b: Uint32Array): number {
  const end = Math.min(a.length, b.length);
  let ones = 0;
  let twos = 0;
  let fours = 0;
  let eights = 0;
  let at = 0;
  for (; at + 7 < end; at += 8) {
    let x = a[at]! & b[at]!;
    let y = a[at + 1]! & b[at + 1]!;
    let half = ones ^ x;
    let twosA = (ones & x) | (half & y);
    ones = half ^ y;
    x = a[at + 2]! & b[at + 2]!;
    y = a[at + 3]! & b[at + 3]!;
    half = ones ^ x;
    let twosB = (ones & x) | (half & y);
    ones = half ^ y;
    half = twos ^ twosA;
    const foursA = (twos & twosA) | (half & twosB);
    twos = half ^ twosB;
    x = a[at + 4]! & b[at + 4]!;
    y = a[at + 5]! & b[at + 5]!;
    half = ones ^ x;
    twosA = (ones & x) | (half & y);
    ones = half ^ y;
    x = a[at + 6]! & b[at + 6]!;
    y = a[at + 7]! & b[at + 7]!;
    half = ones ^ x;
    twosB = (ones & x) | (half & y);
    ones = half ^ y;
    half = twos ^ twosA;
    const foursB = (twos & twosA) | (half & twosB);
    twos = half ^ twosB;
    half = fours ^ foursA;
    eights = (eights + countBits((fours & foursA) | (half & foursB))) | 0;
    fours = half ^ foursB;
  }
  let total = eights * 8 + countBits(fours) * 4 + countBits(twos) * 2 + countBits(ones);
  for (; at < end; at++) total += countBits(a[at]! & b[at]!);
  return total;
}

/** How many of a word's 32 bits are set. `| 0` keeps every step a machine integer. */
export function countBits(word: number): number {
  const pairs = (word - ((word >>> 1) & 0x55555555)) | 0;
  const nibbles = ((pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)) | 0;
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
