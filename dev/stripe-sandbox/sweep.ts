import { nowOf, setAhead } from "./clock.ts";
import { billingDues } from "./billing/dues.ts";
import type { Due } from "./moment.ts";
import { expiries } from "./resources/checkout-sessions.ts";
import { disputeEnds } from "./resources/disputes.ts";
import { lapses } from "./resources/payment-intents.ts";
import { refundTurns } from "./resources/refunds.ts";
import { debits } from "./settlement.ts";
import type { Store, Tx } from "./store.ts";

const dueBy = (tx: Tx, by: number): Due[] => [
  ...expiries(tx, by),
  ...lapses(tx, by),
  ...debits(tx, by),
  ...refundTurns(tx, by),
  ...disputeEnds(tx, by),
  ...billingDues(tx, by),
];

/** Stripe keeps an idempotency key for at least a day (https://docs.stripe.com/api/idempotent_requests). */
const keySeconds = 24 * 3_600;
/** Events can be listed for 30 days (https://docs.stripe.com/api/events). */
const eventSeconds = 30 * 24 * 3_600;

/** Lets everything happen that is due by `by`, in the order of its time and dated with it. */
function settle(tx: Tx, by: number) {
  // What happens may bring new things about (a renewal its invoice, the invoice its retries), so only the earliest
  // happens before looking again.
  for (let due = dueBy(tx, by); due.length; due = dueBy(tx, by)) {
    const at = due.reduce((earliest, one) => Math.min(earliest, one.at), Infinity);
    for (const { run } of due.filter((one) => one.at === at)) run({ tx, now: at, request: null });
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
