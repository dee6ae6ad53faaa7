import Stripe from "stripe";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { log } from "~/platform/log.server.ts";
import { expireUnopenedOrder, getOrder, listUnsettledOrders, updateOrder } from "./order.queries.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { isRefusal } from "./stripe-client.server.ts";

/** An order that nobody looked at for this long is read again, whatever webhooks did or did not say. */
const STALE = 3 * MINUTE;

/** An order that has no session by then never gets one: the process that was to open it died. */
const UNOPENED = 15 * MINUTE;

/** The most orders of one run; those that waited longest come first, so that none starves. */
const MOST = 200;
/** Requests to Stripe at a time. */
const ABREAST = 4;
/** After so many answers that say that Stripe itself is not well, the run waits for the next one. */
const STRIPE_IS_AWAY = 3;

export type SyncedOrders = { read: number; moved: number; failed: number; error: string | null };

/**
 * Heals what webhooks lost: reads the orders that may have changed at Stripe, and does what was decided about their money.
 * One that fails keeps no other waiting. At most 200 a run.
 * @param options.fresh also those looked at just now. @param options.inTime whether there is still time for another one.
 */
export async function syncUnsettledOrders(
  db: Db,
  options: { fresh?: boolean; inTime?: () => boolean } = {},
): Promise<SyncedOrders> {
  const at = now();
  const { fresh = false, inTime = () => true } = options;
  const orders = await listUnsettledOrders(db, fresh ? later(at, 1) : later(at, -STALE), MOST);
  const done: SyncedOrders = { read: 0, moved: 0, failed: 0, error: null };
  let away = 0;

  async function work(): Promise<void> {
    for (let order; inTime() && away < STRIPE_IS_AWAY && (order = orders.shift());) {
      // First to the end of the line, so that an order which kills the process does not keep the others waiting.
      await updateOrder(db, order.id, {});
      if (!order.stripe_session) {
        if (order.created_at < later(at, -UNOPENED)) await expireUnopenedOrder(db, order.id);
        continue;
      }
      done.read++;
      try {
        const before = await getOrder(db, order.id);
        const after = await settleOrder(db, order.id);
        if (after.state !== before.state) done.moved++;
      } catch (error) {
        done.failed++;
        done.error = error instanceof Error ? error.message : "failed";
        if (error instanceof Stripe.errors.StripeError && !isRefusal(error)) away++;
        log.warn({ order: order.id, error: done.error.slice(0, 300) }, "an order could not be read again");
      }
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, work));
  return done;
}
