import type Stripe from "stripe";
import { totalsOf } from "../checkout/totals.ts";
import { notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { cut } from "../paging.ts";
import type { AppliedDiscount, CheckoutSessionRow } from "../rows.ts";
import { getPrice, serializePrice } from "./prices.ts";

/** The session of that id. @throws StripeApiError when there is none. */
export function getSession(tx: Reader, id: string): CheckoutSessionRow {
  const row = tx.get("checkout_session", id);
  if (!row) throw notFound("checkout.session", id, "session");
  return row;
}

/** A session as the API shows it, line items and the breakdown of its totals left out. */
export function serializeSession(tx: Reader, row: CheckoutSessionRow) {
  const totals = totalsOf(tx, row);
  return {
    id: row.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: row.allowPromotionCodes,
    allowed_payment_method_types: row.onlyCards ? ["card"] : null,
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    automatic_tax: {
      enabled: row.automaticTax,
      liability: row.automaticTax ? { type: "self" } : null,
      provider: row.automaticTax ? "stripe" : null,
      status: row.automaticTax ? (row.status === "complete" ? "complete" : "requires_location_inputs") : null,
    },
    billing_address_collection: row.billingAddressCollection,
    cancel_url: row.cancelUrl,
    client_reference_id: row.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: row.created,
    currency: row.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: row.customer,
    customer_account: null,
    customer_creation: row.customerCreation,
    customer_details: customerDetails(tx, row),
    customer_email: row.customerEmail,
    discounts: row.discount ? [{ coupon: row.discount.coupon, promotion_code: row.discount.promotionCode }] : [],
    expires_at: row.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: row.locale,
    managed_payments: null,
    metadata: row.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent: row.paymentIntent,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: row.paymentStatus,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: row.status,
    submit_type: row.submitType,
    subscription: null,
    success_url: row.successUrl,
    total_details: { amount_discount: totals.discount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: row.status === "open" ? row.url : null,
    wallet_options: null,
  } satisfies Stripe.Checkout.Session;
}

function customerDetails(tx: Reader, row: CheckoutSessionRow): Stripe.Checkout.Session.CustomerDetails | null {
  const customer = row.customer === null ? undefined : tx.get("customer", row.customer);
  const known = {
    email: customer?.email ?? row.customerEmail,
    business_name: null,
    individual_name: null,
    phone: null,
  };
  // Until the session is complete Stripe shows no more than the e-mail address that came with it.
  if (row.status !== "complete" || !row.payer) {
    return known.email === null ? null : { ...known, address: null, name: null, tax_exempt: "none", tax_ids: null };
  }
  const address = { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null };
  return {
    ...known,
    address: customer?.address ?? address,
    email: row.payer.email,
    name: row.payer.name ?? customer?.name ?? null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

function serializeDiscount(session: CheckoutSessionRow, discount: AppliedDiscount) {
  return {
    id: discount.id,
    object: "discount",
    checkout_session: session.id,
    customer: session.customer,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: discount.promotionCode,
    source: { coupon: discount.coupon, type: "coupon" },
    start: discount.start,
    subscription: null,
    subscription_item: null,
  } satisfies Stripe.Discount;
}

/** The line items of a session as the API shows them. */
export function lineItemsOf(tx: Reader, session: CheckoutSessionRow): Stripe.LineItem[] {
  return totalsOf(tx, session).lines.map(({ item, subtotal, discount, total }) => {
    const price = getPrice(tx, item.price);
    return {
      id: item.id,
      object: "item",
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: total,
      currency: price.currency,
      description: tx.get("product", price.product)?.name ?? null,
      metadata: item.metadata,
      price: serializePrice(price),
      quantity: item.quantity,
    };
  });
}

/** The first ten `line_items` of a session, for `expand`. */
export function includeLineItems(tx: Reader, id: string) {
  return cut(`/v1/checkout/sessions/${id}/line_items`, lineItemsOf(tx, getSession(tx, id)), {}, (item) => item);
}

/** The `total_details.breakdown` of a session, for `expand`. */
export function sessionBreakdown(tx: Reader, id: string): Stripe.Checkout.Session.TotalDetails.Breakdown {
  const row = getSession(tx, id);
  const discounts = row.discount
    ? [{ amount: totalsOf(tx, row).discount, discount: serializeDiscount(row, row.discount) }]
    : [];
  return { discounts, taxes: [] };
}
