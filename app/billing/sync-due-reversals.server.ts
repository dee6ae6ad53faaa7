import type Stripe from "stripe";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { findOrderByStripe } from "./order.queries.server.ts";
import { keepReversalWalk, readReversalWalk, type ReversalWalk } from "./reconcile-state.queries.server.ts";
import { carryOutRefund } from "./refund-order.server.ts";
import { findKnownState, listUnsettledReversals, listWantedRefunds, markLookedAt } from "./reversal.queries.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";
import type { SyncedOrders } from "./sync-unsettled-orders.server.ts";

/** A refund or dispute under way that nobody looked at for this long is read again. */
const STALE = 15 * MINUTE;
const MOST = 100;
const MOST_PAGES = 10;
/** After so many failures in a row the run leaves Stripe alone. */
const STRIPE_IS_AWAY = 3;

/**
 * Reads again what is under way of refunds and disputes, and makes the refunds that a dying process left. At most 100
 * orders a run; one that fails keeps no other waiting.
 * @param options.everything events cannot tell what happened, so all refunds and disputes at Stripe are walked through, by
 *   this run and those after it. @param options.inTime whether there is still time for another one.
 */
export async function syncDueReversals(
  db: Db,
  { everything, inTime }: { everything: boolean; inTime: () => boolean },
): Promise<SyncedOrders> {
  const done: SyncedOrders = { read: 0, moved: 0, failed: 0, error: null };
  let away = 0;
  async function look(orderId: OrderId): Promise<void> {
    done.read++;
    try {
      await markLookedAt(db, orderId);
      if (await syncReversals(db, orderId)) done.moved++;
      for (const refundId of await listWantedRefunds(db, orderId)) await carryOutRefund(db, refundId);
      away = 0;
    } catch (error) {
      done.failed++;
      if (!isRefusal(error)) away++;
      done.error = errorText(error);
      log.warn({ order: orderId, error: done.error }, "refunds and disputes could not be read again");
    }
  }
  for (const orderId of await listUnsettledReversals(db, later(now(), -STALE), MOST))
    if (inTime() && away < STRIPE_IS_AWAY) await look(orderId);
  if (everything) await keepReversalWalk(db, { list: "refunds" });
  try {
    await walk(db, inTime, look);
  } catch (error) {
    done.error = errorText(error);
    log.warn({ error: done.error }, "Stripe's refunds and disputes could not be listed");
  }
  return done;
}

/** Goes on with a walk through all refunds and disputes at Stripe, if one is under way. */
async function walk(db: Db, inTime: () => boolean, look: (orderId: OrderId) => Promise<void>): Promise<void> {
  let at: ReversalWalk | undefined = await readReversalWalk(db);
  for (let page = 0; at && page < MOST_PAGES && inTime(); page++) {
    const { data, has_more } = await listPage(at).catch(async (error: unknown) => {
      // Stripe no longer lists the one from which to go on: the next run begins anew.
      if (at?.after && isRefusal(error)) await keepReversalWalk(db, { list: at.list });
      throw error;
    });
    for (const orderId of await ordersThatDiffer(db, data)) await look(orderId);
    const next = at.list === "refunds" ? ({ list: "disputes" } as const) : undefined;
    at = has_more && data.length ? { list: at.list, after: data.at(-1)!.id } : next;
    await keepReversalWalk(db, at);
  }
}

function listPage({ list, after }: ReversalWalk): Promise<Stripe.ApiList<Stripe.Refund | Stripe.Dispute>> {
  const page = { limit: 100, ...(after && { starting_after: after }) };
  return list === "refunds" ? stripe().refunds.list(page) : stripe().disputes.list(page);
}

async function ordersThatDiffer(db: Db, found: (Stripe.Refund | Stripe.Dispute)[]): Promise<Set<OrderId>> {
  const orders = new Set<OrderId>();
  for (const { id, object, status, payment_intent } of found) {
    const paymentIntent = typeof payment_intent === "string" ? payment_intent : payment_intent?.id;
    if (!paymentIntent || (await findKnownState(db, object, id)) === status) continue;
    const order = await findOrderByStripe(db, { paymentIntent });
    if (order?.state === "captured") orders.add(order.id);
  }
  return orders;
}
