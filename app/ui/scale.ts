/** A straight scale between two numbers of the same unit. */
export interface Scale {
  min: number;
  max: number;
}

/** The one scale of the range bars down a page: US cents an hour, $18 to $58. Bars beyond it are cut at its ends. */
export const HOURLY_PAY_SCALE: Scale = { min: 1_800, max: 5_800 };

/** Where a value stands on a scale, in percent from 0 to 100; values beyond the ends are cut. */
export function positionOn(scale: Scale, value: number): number {
  const span = scale.max - scale.min;
  if (!(span > 0)) return 0;
  return Math.min(100, Math.max(0, ((value - scale.min) / span) * 100));
}

/** A percentage as an SVG attribute: at most two decimals. */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/**
 * A scale with round ends and the ticks on it (three to seven) that holds every given value with some air at both sides.
 * Never below zero. Throws RangeError when no finite value is given.
 */
export function niceScale(values: readonly number[]): Scale & { ticks: number[] } {
  const finite = values.filter((value) => Number.isFinite(value) && value >= 0);
  if (finite.length === 0) throw new RangeError("A scale needs a value");
  const lowest = Math.min(...finite);
  const highest = Math.max(...finite);
  const middle = (lowest + highest) / 2;
  const span = Math.max(highest - lowest, highest * 0.2, 1);
  const low = middle - span * 0.65;
  const high = middle + span * 0.65;
  const rough = (high - low) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 4, 5, 8, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const min = Math.max(0, Math.floor(low / step) * step);
  const max = Math.ceil(high / step) * step;
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => min + index * step);
  return { min, max, ticks };
}
