import type Stripe from "stripe";
import { getPrice } from "../resources/prices.ts";
import type { Reader } from "../moment.ts";
import type { AppliedDiscount, CheckoutSessionRow, CouponRow, LineItemRow } from "../rows.ts";
import { taxOn, taxPercentAt } from "../tax.ts";

/** What a session costs, in the currency's smallest unit. */
export interface Totals {
  subtotal: number;
  discount: number;
  /** All tax; a price may include it. */
  tax: number;
  total: number;
  lines: { item: LineItemRow; subtotal: number; discount: number; tax: number; total: number }[];
  /** The tax's percentage; null while nothing is taxed or the place is not known. */
  taxPercent: number | null;
}

/**
 * Adds a session's lines up, takes its discount off (it never exceeds a line) and puts the tax of the customer's place
 * on, once that is known.
 */
export function totalsOf(
  tx: Reader,
  session: {
    lineItems: LineItemRow[];
    discount: Pick<AppliedDiscount, "coupon"> | null;
    automaticTax?: boolean;
    address?: Stripe.Address | null;
    customer?: string | null;
  },
): Totals {
  const coupon = session.discount ? tx.get("coupon", session.discount.coupon) : undefined;
  const subtotals = session.lineItems.map((item) => getPrice(tx, item.price).unitAmount * item.quantity);
  const discounts = coupon ? share(coupon, subtotals) : subtotals.map(() => 0);
  const taxPercent = session.automaticTax ? taxPercentAt(tx, placeOf(tx, session)) : null;
  const lines = session.lineItems.map((item, index) => {
    const [subtotal = 0, discount = 0] = [subtotals[index], discounts[index]];
    const { tax, onTop } = taxOn(subtotal - discount, taxPercent ?? 0, getPrice(tx, item.price).taxBehavior);
    return { item, subtotal, discount, tax, total: subtotal - discount + onTop };
  });
  const sum = (pick: (line: Totals["lines"][number]) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return {
    subtotal: sum((line) => line.subtotal),
    discount: sum((line) => line.discount),
    tax: sum((line) => line.tax),
    total: sum((line) => line.total),
    lines,
    taxPercent,
  };
}

/** Where the customer is: as typed on the page, else as known. */
export function placeOf(tx: Reader, session: { address?: Stripe.Address | null; customer?: string | null }) {
  return session.address ?? (session.customer ? (tx.get("customer", session.customer)?.address ?? null) : null);
}

/** A percentage is rounded per line; an amount is shared by weight, what rounding leaves falls to the last lines. */
export function share(coupon: CouponRow, subtotals: number[]): number[] {
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
