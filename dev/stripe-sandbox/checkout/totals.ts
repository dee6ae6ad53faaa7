import { getPrice } from "../resources/prices.ts";
import type { Reader } from "../moment.ts";
import type { AppliedDiscount, CheckoutSessionRow, CouponRow, LineItemRow } from "../rows.ts";

/** What a session costs, in the currency's smallest unit. */
export interface Totals {
  subtotal: number;
  discount: number;
  total: number;
  lines: { item: LineItemRow; subtotal: number; discount: number; total: number }[];
}

/** Adds a session's lines up and takes its discount off; a discount never exceeds a line. */
export function totalsOf(
  tx: Reader,
  session: { lineItems: LineItemRow[]; discount: Pick<AppliedDiscount, "coupon"> | null },
): Totals {
  const coupon = session.discount ? tx.get("coupon", session.discount.coupon) : undefined;
  const subtotals = session.lineItems.map((item) => getPrice(tx, item.price).unitAmount * item.quantity);
  const discounts = coupon ? share(coupon, subtotals) : subtotals.map(() => 0);
  const lines = session.lineItems.map((item, index) => {
    const [subtotal = 0, discount = 0] = [subtotals[index], discounts[index]];
    return { item, subtotal, discount, total: subtotal - discount };
  });
  const sum = (pick: (line: Totals["lines"][number]) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return {
    subtotal: sum((line) => line.subtotal),
    discount: sum((line) => line.discount),
    total: sum((line) => line.total),
    lines,
  };
}

/** A percentage is rounded per line; an amount is shared by weight, what rounding leaves falls to the last lines. */
function share(coupon: CouponRow, subtotals: number[]): number[] {
  const { percentOff, amountOff } = coupon;
  if (percentOff !== null) return subtotals.map((subtotal) => Math.round((subtotal * percentOff) / 100));
  const whole = subtotals.reduce((total, subtotal) => total + subtotal, 0);
  let left = Math.min(amountOff ?? 0, whole);
  let weight = whole;
  return subtotals.map((subtotal) => {
    const part = weight === 0 ? 0 : Math.round((left * subtotal) / weight);
    left -= part;
    weight -= subtotal;
    return part;
  });
}

/** Stripe charges no card less than this; nothing at all is fine (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
export const minimumCharge = 50;

/** Whether a total can be charged or is nothing. */
export const isChargeable = (total: number) => total === 0 || total >= minimumCharge;

/** Amount and currency as people read them: `$199.00`. */
export function money(amount: number, currency: CheckoutSessionRow["currency"]) {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
