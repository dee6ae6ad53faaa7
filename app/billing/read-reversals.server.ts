import type Stripe from "stripe";
import { SECOND } from "~/platform/clock.ts";
import { parseId } from "~/platform/ids.ts";
import type { DisputeRow, RefundId, RefundRow } from "./reversal.queries.server.ts";
import type { RefundState } from "./reversal.ts";
import { stripe } from "./stripe-client.server.ts";

/** A refund as Stripe tells it; `ours` is the row that it was made for, as far as its metadata may be believed. */
export type StripeRefund = Pick<RefundRow, "amount_cents" | "reason" | "failure" | "created_at"> & {
  id: string;
  ours: RefundId | undefined;
  state: RefundState;
};
export type StripeDispute = Pick<DisputeRow, "id" | "amount_cents" | "reason" | "state" | "due_by" | "created_at">;
export type Reversals = { refunds: StripeRefund[]; disputes: StripeDispute[] };

/** A payment has a handful of each; more than this is a fault that somebody must look at. */
const MOST_PAGES = 5;

/** What Stripe says now of a payment's refunds and disputes, oldest first. @throws Stripe's errors. */
export async function readReversals(paymentIntent: string): Promise<Reversals> {
  const [refunds, disputes] = await Promise.all([
    readAll((page) => stripe().refunds.list({ payment_intent: paymentIntent, limit: 100, ...page })),
    readAll((page) => stripe().disputes.list({ payment_intent: paymentIntent, limit: 100, ...page })),
  ]);
  return { refunds: refunds.map(refundOf).reverse(), disputes: disputes.map(disputeOf).reverse() };
}

async function readAll<Item extends { id: string }>(
  list: (page: { starting_after?: string }) => Promise<Stripe.ApiList<Item>>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const after = all.at(-1)?.id;
    const { data, has_more } = await list(after ? { starting_after: after } : {});
    all.push(...data);
    if (!has_more) return all;
  }
  throw new Error("A payment has more than 500 refunds or disputes");
}

const states: readonly string[] = ["pending", "requires_action", "succeeded", "failed", "canceled"];

function refundOf(refund: Stripe.Refund): StripeRefund {
  if (!refund.status || !states.includes(refund.status)) throw new Error(`Refund ${refund.id} is ${refund.status}`);
  return {
    id: refund.id,
    ours: parseId<"refund">(refund.metadata?.refund),
    amount_cents: refund.amount,
    state: refund.status as RefundState,
    reason: refund.reason,
    failure: refund.failure_reason ?? null,
    created_at: new Date(refund.created * SECOND),
  };
}

function disputeOf(dispute: Stripe.Dispute): StripeDispute {
  const due = dispute.evidence_details.due_by;
  return {
    id: dispute.id,
    amount_cents: dispute.amount,
    reason: dispute.reason.slice(0, 60),
    state: dispute.status.slice(0, 40),
    due_by: due ? new Date(due * SECOND) : null,
    created_at: new Date(dispute.created * SECOND),
  };
}
