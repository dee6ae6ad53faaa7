/** The states of a refund. `wanted` and `refused` are ours, the others Stripe's. */
export const refundStateLabels = {
  wanted: "Being made",
  refused: "Refused by Stripe, nothing was given back",
  pending: "On its way",
  requires_action: "On its way, the bank asks for more",
  succeeded: "Given back",
  failed: "Failed, the money came back to the board",
  canceled: "Cancelled, nothing was given back",
} as const;

export type RefundState = keyof typeof refundStateLabels;

/** Whether the money of a refund in this state has left the board. */
export function isGivenBack(state: RefundState): boolean {
  return state === "pending" || state === "requires_action" || state === "succeeded";
}

/** Why an admin refunds: Stripe's own words, and ours for them. */
export const refundReasons = {
  requested_by_customer: "The employer asked for it",
  duplicate: "It was paid twice",
  fraudulent: "The payment was fraudulent",
} as const;

export type RefundReason = keyof typeof refundReasons;

const disputeStateLabels: Record<string, string> = {
  warning_needs_response: "The bank asks about it, no money was taken",
  warning_under_review: "The bank asked about it, no money was taken",
  warning_closed: "The bank asked about it and left it at that",
  needs_response: "Open, the money is withheld",
  under_review: "Under review by the bank, the money is withheld",
  won: "Won, the money is back",
  lost: "Lost, the money is gone",
  prevented: "Prevented, no money was taken",
};

/** A dispute's state in words; Stripe may add one. */
export function disputeStateLabel(state: string): string {
  return disputeStateLabels[state] ?? state.replaceAll("_", " ");
}

/** Whether a dispute in this state withholds the money, or lost it. */
export function withholds(state: string): boolean {
  return state === "needs_response" || state === "under_review" || state === "lost";
}

/** Whether a dispute in this state may still change. */
export function isUndecided(state: string): boolean {
  return !["won", "lost", "warning_closed", "prevented"].includes(state);
}

/** Of an order's money, what is given back or withheld, in cents; never more than was paid. */
export function takenCents(
  order: { total_cents: number | null },
  refunds: readonly { state: RefundState; amount_cents: number }[],
  disputes: readonly { state: string; amount_cents: number }[],
): number {
  const sum = (rows: readonly { amount_cents: number }[]) => rows.reduce((cents, row) => cents + row.amount_cents, 0);
  const taken =
    sum(refunds.filter((row) => isGivenBack(row.state))) + sum(disputes.filter((row) => withholds(row.state)));
  return Math.min(taken, order.total_cents ?? 0);
}

/**
 * What may still be refunded of a captured order, in cents: what is wanted already counts, and a disputed payment is
 * closed. What was not paid through Stripe cannot go back through it.
 */
export function refundableCents(
  order: { total_cents: number | null; stripe_payment_intent: string | null },
  refunds: readonly { state: RefundState; amount_cents: number }[],
  disputes: readonly { state: string; amount_cents: number }[],
): number {
  if (!order.stripe_payment_intent || disputes.some((dispute) => withholds(dispute.state))) return 0;
  const gone = refunds.filter((row) => row.state === "wanted" || isGivenBack(row.state));
  return Math.max((order.total_cents ?? 0) - gone.reduce((cents, row) => cents + row.amount_cents, 0), 0);
}

/** How many of an order's credits go back with so much of its money: those whose whole price went, or all with all of it. */
export function creditsTaken(order: { total_cents: number | null; credits: number }, taken: number): number {
  const total = order.total_cents ?? 0;
  if (total === 0 || taken <= 0) return 0;
  return Math.floor((order.credits * Math.min(taken, total)) / total);
}

/** What an employer is told of a refund or a dispute. */
export type ReversalNews = "refunded" | "refund_failed" | "disputed" | "dispute_won" | "dispute_lost";
