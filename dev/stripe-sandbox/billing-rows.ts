import type { Metadata, Row } from "./row.ts";

/** A discount as subscriptions and invoices hold it. */
export interface BillingDiscount {
  id: string;
  coupon: string;
  promotionCode: string | null;
  start: number;
  /** When it ends, seconds; null while it is used once or for ever. */
  end: number | null;
}
export interface SubscriptionItemRow {
  id: string;
  created: number;
  price: string;
  quantity: number;
  metadata: Metadata;
  periodStart: number;
  periodEnd: number;
}
export interface SubscriptionRow extends Row {
  customer: string;
  status: "active" | "canceled" | "incomplete" | "incomplete_expired" | "past_due" | "trialing" | "unpaid";
  currency: string;
  items: SubscriptionItemRow[];
  /** The day of the month (and time) on which periods begin, seconds. */
  anchor: number;
  trialEnd: number | null;
  cancelAtPeriodEnd: boolean;
  cancelAt: number | null;
  canceledAt: number | null;
  endedAt: number | null;
  cancellation: {
    comment: string | null;
    feedback:
      | "customer_service"
      | "low_quality"
      | "missing_features"
      | "other"
      | "switched_service"
      | "too_complex"
      | "too_expensive"
      | "unused"
      | null;
    reason: "cancellation_requested" | "payment_disputed" | "payment_failed" | null;
  };
  defaultPaymentMethod: string | null;
  description: string | null;
  discount: BillingDiscount | null;
  latestInvoice: string | null;
  automaticTax: boolean;
  saveDefaultPaymentMethod: "off" | "on_subscription";
  /** The world was told that it was made; before that its changes are silent. */
  told: boolean;
  metadata: Metadata;
}

export interface InvoiceLineRow {
  id: string;
  amount: number;
  description: string | null;
  quantity: number;
  price: string;
  periodStart: number;
  periodEnd: number;
  proration: boolean;
  /** What it comes from: an item of a subscription or an invoice item. */
  subscriptionItem: string | null;
  invoiceItem: string | null;
  discountAmount: number;
  taxAmount: number;
  /** The part of the tax that the price does not include. */
  taxOnTop: number;
  metadata: Metadata;
}
export interface InvoiceRow extends Row {
  customer: string;
  subscription: string | null;
  /** The subscription's metadata when the invoice was made. */
  subscriptionMetadata: Metadata | null;
  billingReason: "manual" | "subscription_create" | "subscription_cycle" | "subscription_update";
  status: "draft" | "open" | "paid" | "uncollectible" | "void";
  collectionMethod: "charge_automatically" | "send_invoice";
  currency: string;
  description: string | null;
  footer: string | null;
  metadata: Metadata;
  lines: InvoiceLineRow[];
  discount: BillingDiscount | null;
  automaticTax: boolean;
  autoAdvance: boolean;
  /** When a draft finalizes by itself, seconds. */
  finalizesAt: number | null;
  dueDate: number | null;
  number: string | null;
  periodStart: number;
  periodEnd: number;
  /** The customer's balance before and after finalization; negative is a credit. */
  startingBalance: number;
  endingBalance: number | null;
  amountPaid: number;
  attemptCount: number;
  nextAttempt: number | null;
  defaultPaymentMethod: string | null;
  finalizedAt: number | null;
  paidAt: number | null;
  voidedAt: number | null;
  uncollectibleAt: number | null;
  /** Paid by other means than through Stripe. */
  paidOutOfBand: boolean;
  /** Scheme, host and port of its pages. */
  origin: string;
}
export interface InvoiceItemRow extends Row {
  customer: string;
  subscription: string | null;
  invoice: string | null;
  price: string;
  quantity: number;
  amount: number;
  currency: string;
  description: string | null;
  proration: boolean;
  periodStart: number;
  periodEnd: number;
  metadata: Metadata;
}
export interface InvoicePaymentRow extends Row {
  invoice: string;
  paymentIntent: string;
  amountRequested: number;
  amountPaid: number | null;
  currency: string;
  status: "open" | "paid" | "canceled";
  paidAt: number | null;
  canceledAt: number | null;
}

export interface DisputeRow extends Row {
  amount: number;
  charge: string;
  paymentIntent: string;
  currency: string;
  reason: "fraudulent" | "general" | "product_not_received" | "duplicate" | "subscription_canceled" | "unrecognized";
  status:
    | "lost"
    | "needs_response"
    | "under_review"
    | "warning_closed"
    | "warning_needs_response"
    | "warning_under_review"
    | "won";
  /** Evidence as it was given, by its field. */
  evidence: Record<string, string>;
  dueBy: number;
  submissions: number;
  /** What the bank decides, and when, seconds. */
  decides: { outcome: "won" | "lost"; at: number } | null;
  /** The money taken (negative) and given back. */
  transactions: { id: string; created: number; amount: number; fee: number }[];
  metadata: Metadata;
}

export interface PortalConfigurationRow extends Row {
  updated: number;
  active: boolean;
  isDefault: boolean;
  name: string | null;
  headline: string | null;
  privacyPolicyUrl: string | null;
  termsOfServiceUrl: string | null;
  defaultReturnUrl: string | null;
  customerUpdate: { enabled: boolean; allowed: ("address" | "email" | "name" | "phone")[] };
  invoiceHistory: boolean;
  paymentMethodUpdate: boolean;
  subscriptionCancel: {
    enabled: boolean;
    mode: "at_period_end" | "immediately";
    reasonEnabled: boolean;
    prorationBehavior: "always_invoice" | "create_prorations" | "none";
  };
  metadata: Metadata;
}
export interface PortalSessionRow extends Row {
  customer: string;
  configuration: string;
  returnUrl: string | null;
  locale: string | null;
  url: string;
  flow: PortalFlow | null;
}
export interface PortalFlow {
  type: "payment_method_update" | "subscription_cancel";
  subscription: string | null;
  after:
    | { type: "portal_homepage" }
    | { type: "redirect"; returnUrl: string }
    | { type: "hosted_confirmation"; message: string | null };
}
