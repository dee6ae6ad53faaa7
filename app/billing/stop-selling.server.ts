import { findEmployer } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { listOpenOrders } from "./order.queries.server.ts";
import { closeCheckout } from "./place-order.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { stripe } from "./stripe-client.server.ts";
import { listSubscriptions } from "./subscription.queries.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/**
 * What a ban means at Stripe, for a task that repeats it until it is done: the employer's open payment pages are closed,
 * what is authorized is settled as the ban wants it, and its plan ends with the month that is paid, so that nobody pays on
 * for what cannot be used. Credits stay in the ledger; what a bank still brings of a pack is added to them. Does nothing
 * for an employer that is not banned (any more). @throws Stripe's errors when it cannot be reached.
 */
export async function stopSelling(db: Db, employerId: EmployerId): Promise<void> {
  if (!(await findEmployer(db, employerId))?.bannedAt) return;
  for (const { id, state } of await listOpenOrders(db, employerId))
    await (state === "open" ? closeCheckout(db, id) : settleOrder(db, id));
  // After the pages: one of them may have been paid in this moment, and is a plan now.
  for (const { id } of await listSubscriptions(db, employerId)) {
    const plan = await syncSubscription(db, id);
    if (plan.over_at || plan.cancel_at || plan.ended_at) continue;
    await stripe().subscriptions.update(plan.stripe_subscription, { cancel_at_period_end: true });
    await syncSubscription(db, id);
  }
}
