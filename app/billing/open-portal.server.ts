import type Stripe from "stripe";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { findBillingCustomer } from "./order.queries.server.ts";
import { atCheckout } from "./place-order.server.ts";
import { stripe } from "./stripe-client.server.ts";

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
  const { url } = await atCheckout({ employer: employerId }, async () =>
    stripe().billingPortal.sessions.create({
      customer: customer.stripe_customer,
      configuration: await configuration(),
      return_url: absolute(env().BASE_URL, `${paths.billing(employerId)}?portal=1`),
    }),
  );
  return url;
}

async function configuration(): Promise<string> {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  const place = `${STRIPE_SECRET_KEY ?? ""} ${STRIPE_API_BASE ?? ""}`;
  const cached = known.get(place);
  if (cached) return cached;
  const { data } = await stripe().billingPortal.configurations.list({ active: true, limit: 100 });
  const found = data.find((one) => one.metadata?.board === VERSION);
  const { id } =
    found ??
    (await stripe().billingPortal.configurations.create(
      { features, metadata: { board: VERSION }, business_profile: { headline: "Your plan, card and invoices" } },
      { idempotencyKey: `portal:${VERSION}` },
    ));
  known.set(place, id);
  return id;
}
