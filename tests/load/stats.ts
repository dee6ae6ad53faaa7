/** Milliseconds that half, and ninety-nine of a hundred, of the samples stay within. */
export type Timing = { p50: number; p99: number; samples: number };

/** The value that `part` (0 to 1) of the samples do not exceed (nearest rank). Throws where there are none. */
export function percentile(samples: readonly number[], part: number): number {
  if (samples.length === 0) throw new RangeError("There are no samples");
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]!;
}

/** The middle of some figures: the median of rounds keeps a noisy moment of the machine from deciding. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export function timingOf(samples: readonly number[]): Timing {
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), samples: samples.length };
}
