import type Stripe from "stripe";
import { vi } from "vitest";
import { payWith, submitCheckout } from "./sandbox.ts";

// The first answer of a kind has its schema compiled, which takes some seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

export const day = 24 * 3_600;

/** A price of $299.00 a month. */
export const monthlyPrice = (stripe: Stripe) =>
  stripe.prices.create({
    currency: "usd",
    unit_amount: 29_900,
    recurring: { interval: "month" },
    product_data: { name: "Unlimited" },
  });

/** A session that sells the pack of five for $499.00, paid at once. */
export async function packSession(stripe: Stripe, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: "owner@example.com", name: "North Hospital" });
  return stripe.checkout.sessions.create({
    mode: "payment",
    ...(more.customer_email || more.customer_creation ? {} : { customer: customer.id }),
    line_items: [
      {
        quantity: 1,
        price_data: { currency: "usd", unit_amount: 49_900, product_data: { name: "Pack of five" } },
      },
    ],
    success_url: "http://localhost:3000/paid?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:3000/canceled",
    ...more,
  });
}

/** A session that sells the monthly plan. */
export async function planSession(stripe: Stripe, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const { id: price } = await monthlyPrice(stripe);
  return packSession(stripe, {
    mode: "subscription",
    line_items: [{ price, quantity: 1 }],
    subscription_data: { metadata: { plan: "unlimited" } },
    ...more,
  });
}

/** Pays from a bank account on the hosted page. */
export const payFrom = (url: string | null, account: string) =>
  submitCheckout(url, { action: "pay", method: "us_bank_account", account_number: account });

/** A subscription of the monthly plan, begun on the hosted page. */
export async function subscribed(stripe: Stripe, card = "4242424242424242") {
  const session = await planSession(stripe);
  await payWith(session.url, card);
  const { subscription } = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  if (subscription === null || typeof subscription === "string") throw new Error("The session has no subscription");
  return subscription;
}

/** The end of a subscription's period. */
export const periodEnd = (subscription: Stripe.Subscription) => subscription.items.data[0]?.current_period_end ?? 0;

/** The newest events' types, the oldest of them first. */
export async function typesSince(stripe: Stripe, created: number, ...prefixes: string[]) {
  const { data } = await stripe.events.list({ created: { gte: created }, limit: 100 });
  const types: string[] = data.map((event) => event.type).reverse();
  return types.filter((type) => prefixes.length === 0 || prefixes.some((prefix) => type.startsWith(prefix)));
}
