import type Stripe from "stripe";
import type { BillingDiscount } from "../billing-rows.ts";
import type { Reader } from "../moment.ts";
import type { AppliedDiscount } from "../rows.ts";

/** Where a discount is used. */
export interface DiscountOwner {
  checkoutSession?: string;
  subscription?: string | null;
  invoice?: string;
  customer: string | null;
}

/** A discount as the API shows it. */
export function serializeDiscount(row: AppliedDiscount | BillingDiscount, owner: DiscountOwner) {
  return {
    id: row.id,
    object: "discount",
    checkout_session: owner.checkoutSession ?? null,
    customer: owner.customer,
    customer_account: null,
    end: row.end ?? null,
    invoice: owner.invoice ?? null,
    invoice_item: null,
    promotion_code: row.promotionCode,
    source: { coupon: row.coupon, type: "coupon" },
    start: row.start,
    subscription: owner.subscription ?? null,
    subscription_item: null,
  } satisfies Stripe.Discount;
}

/** The discount of that id, wherever it is used; undefined when it is nowhere any more. */
export function findDiscount(tx: Reader, id: string) {
  for (const row of tx.list("subscription"))
    if (row.discount?.id === id)
      return serializeDiscount(row.discount, { subscription: row.id, customer: row.customer });
  for (const row of tx.list("invoice"))
    if (row.discount?.id === id)
      return serializeDiscount(row.discount, {
        invoice: row.id,
        customer: row.customer,
        subscription: row.subscription,
      });
  return undefined;
}
