import type { Db } from "~/platform/database.server.ts";
import type { SubscriptionId } from "~/platform/ids.ts";
import { converge } from "./converge.server.ts";
import { mirrorPlan, recordRenewal } from "./fulfil-plan.server.ts";
import { readPlanTruth } from "./read-plan-truth.server.ts";
import {
  getSubscription,
  listKnownInvoices,
  lockSubscription,
  type SubscriptionRow,
} from "./subscription.queries.server.ts";

/**
 * What `syncOrder` is to an order, to a plan that was bought (BILLING.md): reads what Stripe says of its subscription and
 * invoices now and makes our tables agree; each paid invoice is an order with a receipt. Webhooks, the billing page, the
 * reconciler and staff all call it; once, twice or fifty times at the same moment has one effect, and a slow fetch never
 * overwrites a newer one. A plan that is over is still asked about: its last invoice may be paid late.
 * @throws Stripe's errors when it cannot be reached; Error when what it says is not the plan that was bought: then
 *   nothing changes.
 */
export async function syncSubscription(db: Db, id: SubscriptionId): Promise<SubscriptionRow> {
  const { employer_id: employerId } = await getSubscription(db, id);
  await converge(
    db,
    employerId,
    async ({ stripe_customer: customer }) => {
      const { stripe_subscription: subscription, price_cents: priceCents, currency } = await getSubscription(db, id);
      return readPlanTruth(subscription, { customer, priceCents, currency }, (ids) => listKnownInvoices(db, ids));
    },
    async (trx, { plan, paid }) => {
      const known = await lockSubscription(trx, id);
      let changed = await mirrorPlan(trx, known, plan);
      for (const invoice of paid) changed = (await recordRenewal(trx, known, invoice)) || changed;
      return changed;
    },
  );
  return getSubscription(db, id);
}
