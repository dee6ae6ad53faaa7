import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { SubscriptionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { mirrorPlan, recordRenewal } from "./fulfil-plan.server.ts";
import { findBillingCustomer, lockBillingCustomer, raiseSyncVersion } from "./order.queries.server.ts";
import { readPlanTruth } from "./read-plan-truth.server.ts";
import {
  getSubscription,
  listKnownInvoices,
  lockSubscription,
  type SubscriptionRow,
} from "./subscription.queries.server.ts";

/** How often a fetch that was overtaken by another one is repeated before the task's own retry takes over. */
const ATTEMPTS = 5;

/**
 * What `syncOrder` is to an order, to a plan that was bought (BILLING.md): reads what Stripe says of its subscription and
 * invoices now and makes our tables agree; each paid invoice is an order with a receipt. Webhooks, the billing page, the
 * reconciler and staff all call it; once, twice or fifty times at the same moment has one effect, and a slow fetch never
 * overwrites a newer one. A plan that is over is still asked about: its last invoice may be paid late.
 * @throws Stripe's errors when it cannot be reached; Error when what it says is not the plan that was bought: then
 *   nothing changes.
 */
export async function syncSubscription(db: Db, id: SubscriptionId): Promise<SubscriptionRow> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = await getSubscription(db, id);
    const customer = await findBillingCustomer(db, plan.employer_id);
    if (!customer) throw new Error(`Plan ${id} belongs to an employer without a customer`);
    const ordered = {
      customer: customer.stripe_customer,
      priceCents: plan.price_cents,
      currency: plan.currency,
    };
    const truth = await readPlanTruth(plan.stripe_subscription, ordered, (invoices) => listKnownInvoices(db, invoices));
    const written = await transact(db, async (trx) => {
      const locked = await lockBillingCustomer(trx, plan.employer_id);
      if (locked?.sync_version !== customer.sync_version) return false;
      let changed = await mirrorPlan(trx, await lockSubscription(trx, id), truth.plan);
      for (const paid of truth.paid) changed = (await recordRenewal(trx, plan, paid)) || changed;
      // Only a change makes other fetches stale: fifty at once agree after one more look.
      if (changed) await raiseSyncVersion(trx, plan.employer_id);
      return true;
    });
    if (written) return getSubscription(db, id);
  }
  throw new DomainError("unavailable", "Many changes came at once. They will be sorted out within a minute.");
}
