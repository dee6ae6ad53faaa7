import type Stripe from "stripe";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findBillingCustomer } from "./order.queries.server.ts";
import { atCheckout } from "./place-order.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";

/** Raised with every change of the features below: Stripe keeps the configuration, and a board finds it by this. */
const VERSION = "careercenter-1";

/** What the portal does is said here and not in Stripe's Dashboard: a plan is cancelled at the end of what was paid. */
const features: Stripe.BillingPortal.ConfigurationCreateParams.Features = {
  customer_update: { enabled: true, allowed_updates: ["email", "name", "address"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: "at_period_end", proration_behavior: "none" },
};

/** The configuration by key and host of Stripe: a process asks once. */
const known = new Map<string, string>();

/**
 * Opens Stripe's portal for an employer: its card, its plan, its invoices. It leads back to the billing page.
 * @returns the address to send the browser to.
 * @throws DomainError `not-found` for anybody but a member; `conflict` for a recruiter, and before the first purchase;
 *   `unavailable` when Stripe does not answer.
 */
export async function openPortal(db: Db, input: { accountId: AccountId; employerId: EmployerId }): Promise<string> {
  const { accountId, employerId } = input;
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  if (employer.role !== "owner")
    throw new DomainError("conflict", "Only an owner of the organization manages its plan and card.");
  const customer = await findBillingCustomer(db, employerId);
  if (!customer) throw new DomainError("conflict", "Nothing was bought yet, so there is nothing to manage.");
  const open = async () =>
    stripe().billingPortal.sessions.create({
      customer: customer.stripe_customer,
      configuration: await configuration(),
      return_url: absolute(env().BASE_URL, `${paths.billing(employerId)}?portal=1`),
    });
  const { url } = await atCheckout({ employer: employerId }, async () => {
    try {
      return await open();
    } catch (error) {
      // The configuration may have been switched off in Stripe's Dashboard since this process asked for it.
      if (!isRefusal(error) || !known.delete(place())) throw error;
      return open();
    }
  });
  await transact(db, (trx) =>
    recordAudit(trx, {
      actor: byAccount(accountId),
      action: "billing.portal",
      subject: { kind: "employer", id: employerId },
    }),
  );
  return url;
}

/** The key and host of Stripe. */
function place(): string {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  return `${STRIPE_SECRET_KEY ?? ""} ${STRIPE_API_BASE ?? ""}`;
}

async function configuration(): Promise<string> {
  const cached = known.get(place());
  if (cached) return cached;
  const { data } = await stripe().billingPortal.configurations.list({ limit: 100 });
  const ours = data.filter((one) => one.metadata?.board === VERSION);
  const found = ours.find((one) => one.active);
  const { id } =
    found ??
    (await stripe().billingPortal.configurations.create(
      { features, metadata: { board: VERSION }, business_profile: { headline: "Your plan, card and invoices" } },
      // Two processes at once make one; where all before are switched off, another one is made.
      { idempotencyKey: `portal:${VERSION}:${ours.length}` },
    ));
  known.set(place(), id);
  return id;
}
