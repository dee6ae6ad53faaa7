import type Stripe from "stripe";
import { getCard } from "../cards.ts";
import { notFound } from "../errors.ts";
import { noParams } from "../params.ts";
import { route } from "../routing.ts";
import type { PaymentMethodRow } from "../rows.ts";

/** The expiry of every test card; what was typed is checked for its form and forgotten. */
export const cardExpiry = { exp_month: 12, exp_year: 2034 };

/** Billing details as payment methods and charges carry them. */
export function billingDetails(row: PaymentMethodRow) {
  const address = { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null };
  return { address, email: row.email, name: row.name, phone: null, tax_id: null };
}

/** A card as the API shows it. */
export function serializePaymentMethod(row: PaymentMethodRow) {
  const card = getCard(row.card);
  return {
    id: row.id,
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: billingDetails(row),
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: card.brand,
      ...cardExpiry,
      fingerprint: `sandbox${row.card}`.slice(0, 16),
      funding: "credit",
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: row.created,
    customer: row.customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  } satisfies Stripe.PaymentMethod;
}

export const paymentMethodRoutes = [
  route("GET", "/v1/payment_methods/:id", noParams, ({ tx, id }) => {
    const row = tx.get("payment_method", id);
    if (!row) throw notFound("PaymentMethod", id);
    return serializePaymentMethod(row);
  }),
];
