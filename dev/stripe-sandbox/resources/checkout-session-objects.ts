import type Stripe from "stripe";
import { totalsOf } from "../checkout/totals.ts";
import { notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { cut } from "../paging.ts";
import type { CheckoutSessionRow } from "../rows.ts";
import { serializeTaxRate } from "../tax.ts";
import { serializeDiscount } from "./discount-objects.ts";
import { typesOf } from "./payment-intent-objects.ts";
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
    allowed_payment_method_types: row.allowedTypes,
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    automatic_tax: {
      enabled: row.automaticTax,
      liability: row.automaticTax ? { type: "self" } : null,
      provider: row.automaticTax ? "stripe" : null,
      status: row.automaticTax ? (totals.taxPercent === null ? "requires_location_inputs" : "complete") : null,
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
    invoice: row.invoice,
    invoice_creation:
      row.mode === "subscription"
        ? null
        : {
            enabled: row.invoiceCreation !== null,
            invoice_data: {
              account_tax_ids: null,
              custom_fields: null,
              description: row.invoiceCreation?.description ?? null,
              footer: row.invoiceCreation?.footer ?? null,
              issuer: null,
              metadata: row.invoiceCreation?.metadata ?? {},
              rendering_options: null,
            },
          },
    livemode: false,
    locale: row.locale,
    managed_payments: null,
    metadata: row.metadata,
    mode: row.mode,
    origin_context: null,
    payment_intent: row.paymentIntent,
    payment_link: null,
    payment_method_collection: row.paymentMethodCollection ?? "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: sessionTypes(row),
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
    subscription: row.subscription,
    success_url: row.successUrl,
    total_details: { amount_discount: totals.discount, amount_shipping: 0, amount_tax: totals.tax },
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
    address: row.address ?? customer?.address ?? address,
    email: row.payer.email,
    name: row.payer.name ?? customer?.name ?? null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

/** The ways in which a session can be paid. */
export const sessionTypes = (row: CheckoutSessionRow) =>
  typesOf({ ...row, captureMethod: row.paymentIntentData.captureMethod });

/** The line items of a session as the API shows them. */
export function lineItemsOf(tx: Reader, session: CheckoutSessionRow): Stripe.LineItem[] {
  return totalsOf(tx, session).lines.map(({ item, subtotal, discount, tax, total }) => {
    const price = getPrice(tx, item.price);
    return {
      id: item.id,
      object: "item",
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: tax,
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
  const totals = totalsOf(tx, row);
  const discount = row.discount && serializeDiscount(row.discount, { checkoutSession: id, customer: row.customer });
  const inclusive = row.lineItems.every((item) => getPrice(tx, item.price).taxBehavior === "inclusive");
  return {
    discounts: discount ? [{ amount: totals.discount, discount }] : [],
    taxes:
      totals.taxPercent === null
        ? []
        : [
            {
              amount: totals.tax,
              rate: serializeTaxRate(totals.taxPercent, inclusive),
              taxability_reason: totals.taxPercent === 0 ? "not_collecting" : "standard_rated",
              taxable_amount: totals.total - totals.tax,
            },
          ],
  };
}
