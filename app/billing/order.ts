/** The states of an order (BILLING.md). `processing` and `failed` come of payments from a bank account. */
export const orderStateLabels = {
  open: "Waiting for payment",
  processing: "Payment on its way",
  authorized: "Authorized, not charged",
  captured: "Paid",
  no_cost: "Nothing to pay",
  cancelled: "Cancelled, not charged",
  expired: "Not finished, not charged",
  lapsed: "Authorization ended, not charged",
  failed: "Payment failed, not charged",
} as const;

export type OrderState = keyof typeof orderStateLabels;

/** An order that will never be charged. */
export function isDead(state: OrderState): boolean {
  return state === "cancelled" || state === "expired" || state === "lapsed" || state === "failed";
}

/** An order whose money has come to its end: Stripe will say nothing new of it. */
export function isSettled(state: OrderState): boolean {
  return isDead(state) || state === "captured" || state === "no_cost";
}

/** What an order costs, in cents: what Stripe authorized or took, after a promotion; until that is known, the list price. */
export function amountOf(order: { total_cents: number | null; amount_cents: number }): number {
  return order.total_cents ?? order.amount_cents;
}

/** An order that was paid for good, or cost nothing. */
export function isPaid(state: OrderState): boolean {
  return state === "captured" || state === "no_cost";
}

/**
 * What an order is for. An `extension` gives a live job one more term, at the price of a single post.
 */
export type OrderKind = "single" | "pack" | "upgrade" | "subscription" | "extension";

/**
 * Whether an order of this kind is authorized on a card before it is charged: a post until a moderator approves it, an
 * upgrade or an extension until the job was found to be live still.
 */
export function isHeldFirst(kind: OrderKind): boolean {
  return kind === "single" || isForLiveJob(kind);
}

/** Whether it is bought for a job that is live: no moderator has to read that again, so it is charged once authorized. */
export function isForLiveJob(kind: OrderKind): boolean {
  return kind === "upgrade" || kind === "extension";
}
