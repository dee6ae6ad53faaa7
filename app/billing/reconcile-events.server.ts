import type Stripe from "stripe";
import { DAY, HOUR, now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { keepEventCursor, readEventCursor, type EventCursor } from "./reconcile-state.queries.server.ts";
import { storeEvent } from "./store-event.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { listKnownEvents } from "./stripe-event.queries.server.ts";

/** What `processEvent` has a use for; Stripe takes 20 at most. */
export const handledEventTypes = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.succeeded",
  "charge.captured",
  "charge.expired",
  "charge.failed",
  "charge.refunded",
  "refund.updated",
  "charge.dispute.created",
  "charge.dispute.closed",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "invoice.paid",
  "invoice.payment_failed",
] as const satisfies readonly Stripe.Event.Type[];

/** Stripe lists no event that is older than 30 days. */
const LISTED = 29 * DAY;
/** Events of this long before the cursor are read again: clocks differ, and Stripe may list one late. */
const OVERLAP = HOUR;
/**
 * A cursor this old belongs to a board that stood still, or to a restored backup: what was delivered meanwhile went to a
 * database that is gone, so it is read again as well.
 */
const STOOD_STILL = 2 * HOUR;
const MOST_PAGES = 10;

/**
 * Fetches the events that no webhook brought since the cursor and stores them exactly as the webhook would. The cursor
 * moves only when the listing has come to its end; a longer one goes on in the next run, where this one stopped.
 * @param inTime whether there is still time for another page.
 * @returns how many were new; `everything` when events cannot tell what happened since the cursor, so that all orders
 * must be read again.
 * @throws Stripe's errors; the cursor stays.
 */
export async function reconcileEvents(db: Db, inTime: () => boolean): Promise<{ stored: number; everything: boolean }> {
  const at = now().getTime();
  const cursor = await readEventCursor(db);
  const present = Math.floor(at / SECOND);
  if (!cursor || at - cursor.until * SECOND > LISTED) {
    await keepEventCursor(db, { until: present });
    return { stored: 0, everything: true };
  }
  return { stored: await fetchSince(db, cursor, present, inTime), everything: false };
}

async function fetchSince(db: Db, cursor: EventCursor, present: number, inTime: () => boolean): Promise<number> {
  const began = cursor.walk?.began ?? present;
  const stoodStill = (began - cursor.until) * SECOND > STOOD_STILL;
  let after = cursor.walk?.after;
  let stored = 0;
  for (let page = 0; page < MOST_PAGES && inTime(); page++) {
    const { data, has_more } = await stripe()
      .events.list({
        limit: 100,
        types: [...handledEventTypes],
        created: { gte: Math.max(0, cursor.until - OVERLAP / SECOND) },
        ...(!stoodStill && { delivery_success: false }),
        ...(after && { starting_after: after }),
      })
      .catch(async (error: unknown) => {
        // Stripe no longer lists the event from which to go on: the next run begins anew.
        if (after && isRefusal(error)) await keepEventCursor(db, { until: cursor.until });
        throw error;
      });
    stored += await storeMissing(db, data);
    if (!has_more) {
      await keepEventCursor(db, { until: Math.max(began, cursor.until) });
      return stored;
    }
    after = data.at(-1)!.id;
    await keepEventCursor(db, { until: cursor.until, walk: { began, after } });
  }
  return stored;
}

async function storeMissing(db: Db, events: Stripe.Event[]): Promise<number> {
  const known = await listKnownEvents(
    db,
    events.map((event) => event.id),
  );
  let stored = 0;
  for (const event of events)
    if (!known.has(event.id))
      stored += Number(await storeEvent(db, { id: event.id, type: event.type, payload: JSON.stringify(event) }));
  return stored;
}
