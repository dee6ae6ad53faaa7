import type Stripe from "stripe";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { fromJsonText } from "~/platform/json-text.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findOrderByStripe } from "./order.queries.server.ts";
import { findStoredEvent, markStripeEvent } from "./stripe-event.queries.server.ts";
import { findSubscriptionByStripe } from "./subscription.queries.server.ts";
import { syncOrder } from "./sync-order.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/**
 * Does what a stored event asks for. The event is only a hint that something moved: `syncOrder` and
 * `syncSubscription` read the truth, so the order, repetition and age of events do not matter. What belongs to no order
 * and no plan of ours is ignored.
 * @throws what `syncOrder` throws, for the task to try again.
 */
export async function processEvent(db: Db, eventId: string): Promise<void> {
  const stored = await findStoredEvent(db, eventId);
  if (!stored) return;
  const event = fromJsonText<Stripe.Event>(stored.payload);
  const [order, plan] = await Promise.all([orderOf(db, event), planOf(db, event)]);
  if (!order && !plan) return markStripeEvent(db, eventId, "ignored");
  try {
    if (plan) await syncSubscription(db, plan.id);
    if (order) await syncOrder(db, order.id);
    if (order && tellsOfReversal(event)) await syncReversals(db, order.id);
  } catch (error) {
    await markStripeEvent(db, eventId, "failed", error instanceof Error ? error.message : "failed");
    const subject = { kind: "board", id: eventId.slice(0, 60) } as const;
    await transact(db, (trx) =>
      recordAudit(trx, { actor: system, action: "stripe-event.failed", subject, detail: { type: event.type } }),
    );
    throw error;
  }
  await markStripeEvent(db, eventId, "done");
}

/** The plan that a subscription or an invoice belongs to. */
async function planOf(db: Db, event: Stripe.Event) {
  const { object } = event.data;
  if (object.object === "subscription") return findSubscriptionByStripe(db, object.id);
  if (object.object !== "invoice") return undefined;
  const of = object.parent?.subscription_details?.subscription;
  return of ? findSubscriptionByStripe(db, typeof of === "string" ? of : of.id) : undefined;
}

/** Whether money of the order was given back or is disputed, or that changed. */
function tellsOfReversal({ type }: Stripe.Event): boolean {
  return type === "charge.refunded" || /^(refund|charge\.refund|charge\.dispute)\./.test(type);
}

/** By our own record of Stripe's ids, never by metadata, which whoever makes an object may write as they like. */
async function orderOf(db: Db, event: Stripe.Event) {
  const object = event.data.object as { id?: string; object: string; payment_intent?: string | { id: string } | null };
  switch (object.object) {
    case "checkout.session":
      return findOrderByStripe(db, { session: object.id! });
    case "payment_intent":
      return findOrderByStripe(db, { paymentIntent: object.id! });
    case "charge":
    case "refund":
    case "dispute": {
      const intent = typeof object.payment_intent === "string" ? object.payment_intent : object.payment_intent?.id;
      return intent ? findOrderByStripe(db, { paymentIntent: intent }) : undefined;
    }
    default:
      return undefined;
  }
}
