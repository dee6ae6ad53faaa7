import { nowOf, setAhead } from "./clock.ts";
import type { Moment } from "./moment.ts";
import { expiries } from "./resources/checkout-sessions.ts";
import { lapses } from "./resources/payment-intents.ts";
import type { Store, Tx } from "./store.ts";

/** Something that happens by itself at a time. */
interface Due {
  at: number;
  run: (moment: Moment) => void;
}

const dueBy = (tx: Tx, by: number): Due[] => [...expiries(tx, by), ...lapses(tx, by)];

/** Stripe keeps an idempotency key for at least a day (https://docs.stripe.com/api/idempotent_requests). */
const keySeconds = 24 * 3_600;
/** Events can be listed for 30 days (https://docs.stripe.com/api/events). */
const eventSeconds = 30 * 24 * 3_600;

/** Lets everything happen that is due by `by`, in the order of its time and dated with it. */
function settle(tx: Tx, by: number) {
  // What happens may bring new things about, so look again until nothing is due.
  for (let due = dueBy(tx, by); due.length; due = dueBy(tx, by)) {
    for (const { at, run } of due.sort((a, b) => a.at - b.at)) run({ tx, now: at, request: null });
  }
  for (const key of tx.list("idempotency")) {
    if (key.created + keySeconds >= by) break;
    tx.delete("idempotency", key.id);
  }
  for (const event of tx.list("event")) {
    if (event.created + eventSeconds >= by) break;
    tx.delete("event", event.id);
    for (const delivery of tx.list("delivery")) if (delivery.event === event.id) tx.delete("delivery", delivery.id);
  }
}

/** Lets what is due now happen: sessions expire, authorizations lapse, old keys and events are forgotten. */
export function sweep(store: Store) {
  store.transaction((tx) => settle(tx, nowOf(tx)));
}

/** Sets the clock ahead by `seconds`, letting everything in between happen in its order. Returns the new time. */
export function advanceClock(store: Store, seconds: number): number {
  return store.transaction((tx) => {
    settle(tx, nowOf(tx) + seconds);
    setAhead(tx, seconds);
    return nowOf(tx);
  });
}
