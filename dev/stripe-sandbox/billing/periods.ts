import type { PriceRow } from "../rows.ts";

const day = 24 * 3_600;

/**
 * When the `n`th period after the anchor begins, seconds. Months keep the anchor's day; where a month is too short its
 * last day stands in (https://docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export function periodStart(anchor: number, recurring: NonNullable<PriceRow["recurring"]>, n: number): number {
  const count = recurring.intervalCount * n;
  if (recurring.interval === "day") return anchor + count * day;
  if (recurring.interval === "week") return anchor + count * 7 * day;
  const months = recurring.interval === "year" ? count * 12 : count;
  const at = new Date(anchor * 1_000);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const inMonth = Date.UTC(year, month, Math.min(at.getUTCDate(), lastDay));
  return Math.floor(inMonth / 1_000) + (anchor % day);
}

/** The end of the period that begins at `start`. */
export function periodEnd(anchor: number, recurring: NonNullable<PriceRow["recurring"]>, start: number): number {
  let n = 1;
  while (periodStart(anchor, recurring, n) <= start) n++;
  return periodStart(anchor, recurring, n);
}
