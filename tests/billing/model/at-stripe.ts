import type Stripe from "stripe";
import { stripe } from "~/billing/stripe-client.server.ts";
import { database } from "~/platform/database.server.ts";
import type { Desk } from "./world.ts";

/** Fills in a page of Stripe's and posts it; without an address nothing. */
export async function fillIn(url: string | null | undefined, fields: Record<string, string>): Promise<void> {
  if (!url) return;
  const body = new URLSearchParams({ action: "pay", email: "owner@example.com", name: "Ada Coder", ...fields });
  await (await fetch(url, { method: "POST", body, redirect: "manual" })).body?.cancel();
}

/** The desk's customer at Stripe, once it went to buy anything. */
export async function customerOf({ employerId }: Desk): Promise<string | undefined> {
  const row = await database()
    .selectFrom("billing_customer")
    .select("stripe_customer")
    .where("employer_id", "=", employerId)
    .executeTakeFirst();
  return row?.stripe_customer;
}

/** The desk's plan that is not over, as far as the board knows. */
export function runningPlan({ employerId }: Desk) {
  return database()
    .selectFrom("subscription_mirror")
    .select(["stripe_subscription", "invoice_url"])
    .where("employer_id", "=", employerId)
    .where("over_at", "is", null)
    .executeTakeFirst();
}

/** The desk's last payment, or the one before, as Stripe knows it: taken, and with its charge. */
export async function paymentOf(desk: Desk, which: 0 | 1): Promise<{ id: string; charge: Stripe.Charge } | undefined> {
  const customer = await customerOf(desk);
  if (!customer) return undefined;
  const { data } = await stripe().paymentIntents.list({ customer, limit: 20, expand: ["data.latest_charge"] });
  const { id, latest_charge: charge } = data.filter((one) => one.status === "succeeded")[which] ?? {};
  return id && charge && typeof charge !== "string" ? { id, charge } : undefined;
}
