import Stripe from "stripe";
import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { lockBillingCustomer, lockOrder, raiseSyncVersion, type OrderRow } from "./order.queries.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { refuse, syncOrder } from "./sync-order.server.ts";

/**
 * Carries out what a committed decision wants of the order's money: capture it, or let it go. Called right after the
 * commit, and again by a task until it is done.
 *
 * Neither call needs an idempotency key of ours: each reads the truth first, and Stripe refuses to capture or cancel an
 * intent a second time. A fixed key would make Stripe repeat a failure of its own for a day.
 * @returns the order as it stands afterwards. @throws Stripe's errors when it cannot be reached, for the task to try again.
 */
export async function settleOrder(db: Db, orderId: OrderId): Promise<OrderRow> {
  const order = await syncOrder(db, orderId);
  if (order.state !== "authorized") return order;
  if (order.intent === "capture") return capture(db, order);
  if (order.intent === "cancel") return cancel(db, order);
  return order;
}

async function capture(db: Db, order: OrderRow): Promise<OrderRow> {
  try {
    await stripe().paymentIntents.capture(order.stripe_payment_intent!);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The truth may say already that it was captured meanwhile, that it lapsed, or that the bank refused.
    const after = await syncOrder(db, order.id);
    if (after.state === "authorized" && after.intent === "capture") {
      if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      await transact(db, async (trx) => {
        await lockBillingCustomer(trx, order.employer_id);
        if (await refuse(trx, await lockOrder(trx, order.id), error.message))
          await raiseSyncVersion(trx, order.employer_id);
      });
    }
    return settleOrder(db, order.id);
  }
  return syncOrder(db, order.id);
}

async function cancel(db: Db, order: OrderRow): Promise<OrderRow> {
  try {
    await stripe().paymentIntents.cancel(order.stripe_payment_intent!, { cancellation_reason: "abandoned" });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const after = await syncOrder(db, order.id);
    if (after.state === "authorized") throw error;
    return after;
  }
  return syncOrder(db, order.id);
}
