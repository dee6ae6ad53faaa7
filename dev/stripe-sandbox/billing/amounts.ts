import type { BillingDiscount, InvoiceLineRow, InvoiceRow } from "../billing-rows.ts";
import { share } from "../checkout/totals.ts";
import type { Reader } from "../moment.ts";
import { getCustomer } from "../resources/customer-objects.ts";
import { getPrice } from "../resources/prices.ts";
import { taxOn, taxPercentAt } from "../tax.ts";

/** What an invoice comes to, in cents. */
export interface InvoiceAmounts {
  subtotal: number;
  discount: number;
  /** All tax, and the part of it that the prices include. */
  tax: number;
  includedTax: number;
  total: number;
  /** What is to be paid, after the customer's credit or debt. Never below zero. */
  due: number;
}

/** Adds an invoice's lines up. */
export function amountsOf(row: Pick<InvoiceRow, "lines" | "startingBalance" | "endingBalance">): InvoiceAmounts {
  const sum = (pick: (line: InvoiceLineRow) => number) => row.lines.reduce((all, line) => all + pick(line), 0);
  const [subtotal, discount, tax, onTop] = [
    sum((line) => line.amount),
    sum((line) => line.discountAmount),
    sum((line) => line.taxAmount),
    sum((line) => line.taxOnTop),
  ];
  const total = subtotal - discount + onTop;
  const used = row.endingBalance === null ? 0 : row.endingBalance - row.startingBalance;
  return { subtotal, discount, tax, includedTax: tax - onTop, total, due: Math.max(0, total - used) };
}

/** Spreads a discount over the lines (prorations are not discounted again) and puts the tax of the customer's place on. */
export function priced(
  tx: Reader,
  lines: InvoiceLineRow[],
  { customer, discount, automaticTax }: { customer: string; discount: BillingDiscount | null; automaticTax: boolean },
): InvoiceLineRow[] {
  const coupon = discount ? tx.get("coupon", discount.coupon) : undefined;
  const discountable = lines.map((line) => (line.proration ? 0 : Math.max(0, line.amount)));
  const parts = coupon ? share(coupon, discountable) : lines.map(() => 0);
  const percent = automaticTax ? (taxPercentAt(tx, getCustomer(tx, customer).address) ?? 0) : 0;
  return lines.map((line, index) => {
    const discountAmount = parts[index] ?? 0;
    const { tax, onTop } = taxOn(line.amount - discountAmount, percent, getPrice(tx, line.price).taxBehavior);
    return { ...line, discountAmount, taxAmount: tax, taxOnTop: onTop };
  });
}
