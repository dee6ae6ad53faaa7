import Stripe from "stripe";
import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { getOrder, lockBillingCustomer, raiseSyncVersion, updateOrder, type OrderRow } from "./order.queries.server.ts";
import { rightHandlers } from "./right-handlers.server.ts";
import { stripe } from "./stripe-client.server.ts";
import { syncOrder } from "./sync-order.server.ts";

/**
 * Carries out what a committed decision wants of the order's money: capture it, or let it go. Called right after the
 * commit, and again by a task until it is done; Stripe's idempotency keys make the second call harmless.
 * @returns the order as it stands afterwards. @throws Stripe's errors when it cannot be reached, for the task to try again.
 */
export async function settleOrder(db: Db, orderId: OrderId): Promise<OrderRow> {
  const order = await syncOrder(db, orderId);
  if (order.intent === "capture" && order.state === "authorized") return capture(db, order);
  if (order.intent === "cancel" && (order.state === "open" || order.state === "authorized")) return cancel(db, order);
  return order;
}

async function capture(db: Db, order: OrderRow): Promise<OrderRow> {
  try {
    await stripe().paymentIntents.capture(order.stripe_payment_intent!, {}, { idempotencyKey: `capture:${order.id}` });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const after = await syncOrder(db, order.id);
    if (after.state !== "authorized") return after;
    await transact(db, async (trx) => {
      await lockBillingCustomer(trx, order.employer_id);
      const current = await getOrder(trx, order.id);
      if (current.state !== "authorized" || current.intent !== "capture") return;
      await updateOrder(trx, order.id, { intent: "cancel", failure: error.message.slice(0, 300) });
      await rightHandlers().refused(trx, current);
      await raiseSyncVersion(trx, order.employer_id);
    });
    return settleOrder(db, order.id);
  }
  return syncOrder(db, order.id);
}

async function cancel(db: Db, order: OrderRow): Promise<OrderRow> {
  try {
    if (order.stripe_payment_intent)
      await stripe().paymentIntents.cancel(
        order.stripe_payment_intent,
        { cancellation_reason: "abandoned" },
        { idempotencyKey: `cancel:${order.id}` },
      );
    else if (order.stripe_session)
      await stripe().checkout.sessions.expire(order.stripe_session, {}, { idempotencyKey: `expire:${order.id}` });
    else {
      await updateOrder(db, order.id, { state: "expired", intent: null });
      return getOrder(db, order.id);
    }
  } catch (error) {
    // It was paid, cancelled or expired in between: the truth says which.
    if (!isRefusal(error)) throw error;
  }
  const after = await syncOrder(db, order.id);
  // The card was authorized while its session was being closed.
  if (after.state === "authorized" && after.intent === "cancel" && !order.stripe_payment_intent)
    return cancel(db, after);
  return after;
}

/** Stripe understood and said no; everything else may go better the next time. */
function isRefusal(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError;
}
