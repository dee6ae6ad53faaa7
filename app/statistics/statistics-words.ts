import { formatNumber } from "~/ui/format.ts";

/** A count a day: `12`, `3.4`, `0.25`. */
export function formatRate(rate: number): string {
  const digits = rate >= 10 ? 0 : rate >= 1 ? 1 : 2;
  return formatNumber(Number(rate.toFixed(digits)));
}

/** A share from 0 to 1: `7 %`, `0.4 %`, never broken over two lines; a dash where there is none. */
export function formatShare(share: number | null): string {
  if (share === null) return "–";
  return `${formatNumber(Number((share * 100).toFixed(share < 0.095 ? 1 : 0)))}\u00A0%`;
}
