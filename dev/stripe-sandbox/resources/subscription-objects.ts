import Stripe from "stripe";
import type { SubscriptionItemRow, SubscriptionRow } from "../billing-rows.ts";
import { noSuch, notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import type { PriceRow } from "../rows.ts";
import { getPrice, serializePrice } from "./prices.ts";

/** The subscription of that id. @throws StripeApiError when there is none. */
export function getSubscription(tx: Reader, id: string, param?: string): SubscriptionRow {
  const row = tx.get("subscription", id);
  if (!row) throw param === undefined ? notFound("subscription", id) : noSuch("subscription", id, param);
  return row;
}

/** A subscription as the API shows it. Its periods are on its items. */
export function serializeSubscription(tx: Reader, row: SubscriptionRow) {
  return {
    id: row.id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: row.automaticTax,
      liability: row.automaticTax ? { type: "self" } : null,
    },
    billing_cycle_anchor: row.anchor,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: row.cancelAt,
    cancel_at_period_end: row.cancelAtPeriodEnd,
    canceled_at: row.canceledAt,
    cancellation_details: { ...row.cancellation, feedback_option: null },
    collection_method: "charge_automatically",
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: row.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: row.description,
    discounts: row.discount ? [row.discount.id] : [],
    ended_at: row.endedAt,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: row.items.map((item) => serializeItem(tx, row, item)),
      has_more: false,
      url: `/v1/subscription_items?subscription=${row.id}`,
    },
    latest_invoice: row.latestInvoice,
    livemode: false,
    managed_payments: null,
    metadata: row.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: row.saveDefaultPaymentMethod,
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: row.created,
    status: row.status,
    test_clock: null,
    transfer_data: null,
    trial_end: row.trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" } },
    trial_start: row.trialEnd === null ? null : row.created,
  } satisfies Stripe.Subscription;
}

/** An item of a subscription as the API shows it. */
export function serializeItem(tx: Reader, subscription: SubscriptionRow, row: SubscriptionItemRow) {
  const price = getPrice(tx, row.price);
  return {
    id: row.id,
    object: "subscription_item",
    billing_thresholds: null,
    created: row.created,
    current_period_end: row.periodEnd,
    current_period_start: row.periodStart,
    current_trial: null,
    discounts: [],
    metadata: row.metadata,
    plan: serializePlan(price),
    price: serializePrice(price),
    quantity: row.quantity,
    subscription: subscription.id,
    tax_rates: [],
  } satisfies Stripe.SubscriptionItem;
}

/** A recurring price in its old form. */
function serializePlan(row: PriceRow) {
  return {
    id: row.id,
    object: "plan",
    active: row.active,
    amount: row.unitAmount,
    amount_decimal: Stripe.Decimal.from(row.unitAmount),
    billing_scheme: "per_unit",
    created: row.created,
    currency: row.currency,
    interval: row.recurring?.interval ?? "month",
    interval_count: row.recurring?.intervalCount ?? 1,
    livemode: false,
    metadata: row.metadata,
    meter: null,
    nickname: row.nickname,
    product: row.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  } satisfies Stripe.Plan;
}
