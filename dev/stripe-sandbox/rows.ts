import type Stripe from "stripe";

import type {
  DisputeRow,
  InvoiceItemRow,
  InvoicePaymentRow,
  InvoiceRow,
  PortalConfigurationRow,
  PortalSessionRow,
  SubscriptionRow,
} from "./billing-rows.ts";
import type { Metadata, Row } from "./row.ts";

export interface CustomerRow extends Row {
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  address: Stripe.Address | null;
  metadata: Metadata;
  deleted: boolean;
  /** `invoice_settings.default_payment_method`. */
  defaultPaymentMethod: string | null;
  /** The newest invoice that was tried could not be charged. */
  delinquent: boolean;
  /** The number that its next invoice gets. */
  nextInvoice: number;
  /** Cents; negative is a credit that the next invoice takes. */
  balance: number;
  /** The currency of its subscriptions and invoices, once there is one. */
  currency: string | null;
}
export interface ProductRow extends Row {
  updated: number;
  active: boolean;
  name: string;
  description: string | null;
  metadata: Metadata;
  statementDescriptor: string | null;
  unitLabel: string | null;
  taxCode: string | null;
  url: string | null;
}
export interface PriceRow extends Row {
  active: boolean;
  product: string;
  currency: string;
  unitAmount: number;
  nickname: string | null;
  lookupKey: string | null;
  recurring: { interval: "day" | "month" | "week" | "year"; intervalCount: number } | null;
  taxBehavior: "exclusive" | "inclusive" | "unspecified";
  metadata: Metadata;
  /** Made from a session's `price_data`; no list shows it. */
  inline: boolean;
}
export interface CouponRow extends Row {
  name: string | null;
  percentOff: number | null;
  amountOff: number | null;
  currency: string | null;
  duration: "forever" | "once" | "repeating";
  durationInMonths: number | null;
  maxRedemptions: number | null;
  redeemBy: number | null;
  timesRedeemed: number;
  metadata: Metadata;
  deleted: boolean;
}
export interface PromotionCodeRow extends Row {
  code: string;
  coupon: string;
  active: boolean;
  customer: string | null;
  expiresAt: number | null;
  maxRedemptions: number | null;
  timesRedeemed: number;
  firstTimeTransaction: boolean;
  minimumAmount: number | null;
  minimumAmountCurrency: string | null;
  metadata: Metadata;
}
export interface LineItemRow {
  id: string;
  price: string;
  quantity: number;
  metadata: Metadata;
}
export interface AppliedDiscount {
  id: string;
  coupon: string;
  promotionCode: string | null;
  start: number;
  /** When a discount of a subscription ends; null while it is used once or for ever. */
  end?: number | null;
}
/** A way to pay that the sandbox knows. */
export type PaymentType = "card" | "us_bank_account";
export interface CheckoutSessionRow extends Row {
  mode: "payment" | "subscription";
  status: "open" | "complete" | "expired";
  paymentStatus: "unpaid" | "paid" | "no_payment_required";
  url: string;
  currency: string;
  lineItems: LineItemRow[];
  discount: AppliedDiscount | null;
  /** `allowed_payment_method_types`, as given. */
  allowedTypes: PaymentType[] | null;
  allowPromotionCodes: boolean | null;
  automaticTax: boolean;
  billingAddressCollection: "auto" | "required" | null;
  cancelUrl: string | null;
  successUrl: string;
  clientReferenceId: string | null;
  customer: string | null;
  customerCreation: "always" | "if_required" | null;
  customerEmail: string | null;
  customerUpdate: { address: boolean; name: boolean };
  /** Who paid or tried to. */
  payer: { email: string | null; name: string | null } | null;
  /** Where the customer is, as typed on the page; taxes follow from it. */
  address: Stripe.Address | null;
  paymentMethodCollection: "always" | "if_required" | null;
  /** `invoice_creation`: the invoice that a payment leaves behind. */
  invoiceCreation: { description: string | null; footer: string | null; metadata: Metadata } | null;
  invoice: string | null;
  subscriptionData: { description: string | null; metadata: Metadata };
  subscription: string | null;
  /** The incomplete subscription of a first payment that was declined; another try takes it up. */
  pendingSubscription: string | null;
  expiresAt: number;
  locale: string | null;
  submitType: "auto" | "book" | "donate" | "pay" | "subscribe" | null;
  metadata: Metadata;
  paymentIntent: string | null;
  paymentIntentData: {
    captureMethod: "automatic_async" | "automatic" | "manual";
    description: string | null;
    metadata: Metadata;
    receiptEmail: string | null;
    setupFutureUsage: "off_session" | "on_session" | null;
    shipping: ShippingRow | null;
    statementDescriptor: string | null;
    statementDescriptorSuffix: string | null;
  };
}
export interface ShippingRow {
  address: Stripe.Address;
  name: string;
  phone: string | null;
}
export interface PaymentErrorRow {
  type: "card_error" | "invalid_request_error";
  code: string;
  declineCode: string | null;
  message: string;
  /** Null where nothing was charged: an authentication that failed. */
  charge: string | null;
  paymentMethod: string;
}
export interface PaymentIntentRow extends Row {
  clientSecret: string;
  amount: number;
  amountReceived: number;
  currency: string;
  captureMethod: "automatic_async" | "automatic" | "manual";
  status:
    | "requires_payment_method"
    | "requires_confirmation"
    | "requires_action"
    | "processing"
    | "requires_capture"
    | "succeeded"
    | "canceled";
  allowedTypes: PaymentType[] | null;
  /** `automatic_payment_methods` is on. */
  automatic: boolean;
  confirmationMethod: "automatic" | "manual";
  returnUrl: string | null;
  /** The sandbox's page for 3D Secure, while that is asked for. */
  authenticationUrl: string | null;
  setupFutureUsage: "off_session" | "on_session" | null;
  shipping: ShippingRow | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  customer: string | null;
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  latestCharge: string | null;
  paymentMethod: string | null;
  lastPaymentError: PaymentErrorRow | null;
  /** The session that made it. */
  checkoutSession: string | null;
  /** The invoice that it pays. */
  invoice: string | null;
}
export interface PaymentMethodRow extends Row {
  /** The name of the test card or bank account in cards.ts; no number is ever stored. */
  card: string;
  address: Stripe.Address | null;
  metadata: Metadata;
  email: string | null;
  name: string | null;
  customer: string | null;
}
export interface ChargeRow extends Row {
  amount: number;
  amountCaptured: number;
  amountRefunded: number;
  captured: boolean;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata: Metadata;
  paymentIntent: string;
  paymentMethod: string;
  receiptEmail: string | null;
  status: "succeeded" | "failed" | "pending";
  /** When a payment from a bank account arrives or comes back, seconds; null once it is settled. */
  settlesAt: number | null;
  disputed: boolean;
  failure: { code: string; declineCode: string | null; message: string } | null;
  /** When the authorization lapses, seconds; null for a charge that was never only authorized. */
  captureBefore: number | null;
}
export interface RefundRow extends Row {
  amount: number;
  charge: string;
  paymentIntent: string;
  currency: string;
  customer: string | null;
  reason: "duplicate" | "expired_uncaptured_charge" | "fraudulent" | "requested_by_customer" | null;
  status: "succeeded" | "pending" | "failed" | "canceled";
  failureReason: "lost_or_stolen_card" | "expired_or_canceled_card" | "unknown" | null;
  /** What happens to it by itself and when, seconds; null when nothing does any more. */
  turns: { to: "succeeded" | "failed"; at: number } | null;
  metadata: Metadata;
}
export interface EventRow extends Row {
  apiVersion: string;
  type: Stripe.Event["type"];
  /** The object as it was then. */
  object: object;
  /** For an update: the former values of what changed. */
  previous?: object;
  request: RequestRef | null;
}
/** The API request that caused an event. */
export interface RequestRef {
  id: string;
  idempotency_key: string | null;
}
export interface EndpointRow extends Row {
  url: string;
  secret: string;
  /** The secret before the last one, and until when (milliseconds of real time) deliveries are signed with both. */
  previousSecret?: { secret: string; until: number } | null;
  enabledEvents: string[];
  description: string | null;
  disabled: boolean;
  metadata: Metadata;
}
export interface DeliveryRow extends Row {
  event: string;
  endpoint: string;
  state: "pending" | "delivered" | "dropped" | "failed";
  attempts: number;
  /** Milliseconds of real time: the receiver's clock is not ours to advance. */
  nextAttemptAt: number;
  /** Attempts still to be signed with a secret that is not the endpoint's. */
  wrongSecretTimes: number;
  /** That secret is the one before the last rotation. */
  oldSecret?: boolean;
  /** Held back until a later event's delivery has arrived. */
  heldBack: boolean;
  lastAnswer: string | null;
}
export interface IdempotencyRow extends Row {
  /** SHA-256 of method, path and parameters. */
  digest: string;
  status: number;
  body: string;
  requestId: string;
}
export type EventFault =
  "duplicate" | "twin" | "delay" | "drop" | "reorder" | "wrong_secret" | "old_secret" | "wrong_version";
export type ApiFault =
  | "request_lost"
  | "response_lost"
  | "conflict"
  | "key_in_use"
  | "rate_limit"
  | "server_error"
  | "server_error_saved"
  | "server_error_after"
  | "slow"
  | "late_answer";
interface FaultBase extends Row {
  /** How often it still strikes. */
  times: number;
  /** For `delay`, `reorder`, `slow` and `late_answer`. */
  seconds: number;
  /** The id of the object that it is about, or `*`. */
  object: string;
}
export interface EventFaultRow extends FaultBase {
  kind: "event";
  fault: EventFault;
  /** An event type, or `*`. */
  type: string;
}
export interface ApiFaultRow extends FaultBase {
  kind: "api";
  fault: ApiFault;
  /** A method, or `*`. */
  method: string;
  /** A route as server.ts declares it, such as `/v1/payment_intents/:id/capture`, or `*`. */
  path: string;
}
/** What the sandbox's control API sets. */
export interface SettingsRow extends Row {
  /** The sales tax of addresses in the United States, percent. */
  taxPercent: number;
  /** Days between the tries to charge a renewal. */
  retryDays: number[];
  /** What becomes of a subscription when every try failed. */
  afterRetries: "cancel" | "mark_unpaid" | "keep_past_due";
}
export interface ClockRow extends Row {
  /** Seconds that the sandbox is ahead of real time. */
  ahead: number;
}

export interface Rows {
  customer: CustomerRow;
  product: ProductRow;
  price: PriceRow;
  coupon: CouponRow;
  promotion_code: PromotionCodeRow;
  checkout_session: CheckoutSessionRow;
  payment_intent: PaymentIntentRow;
  payment_method: PaymentMethodRow;
  charge: ChargeRow;
  refund: RefundRow;
  dispute: DisputeRow;
  invoice_item: InvoiceItemRow;
  invoice: InvoiceRow;
  invoice_payment: InvoicePaymentRow;
  subscription: SubscriptionRow;
  portal_configuration: PortalConfigurationRow;
  portal_session: PortalSessionRow;
  settings: SettingsRow;
  event: EventRow;
  endpoint: EndpointRow;
  delivery: DeliveryRow;
  idempotency: IdempotencyRow;
  fault: EventFaultRow | ApiFaultRow;
  clock: ClockRow;
}
export type Table = keyof Rows;
export const tables = [
  "customer",
  "product",
  "price",
  "coupon",
  "promotion_code",
  "checkout_session",
  "payment_intent",
  "payment_method",
  "charge",
  "refund",
  "dispute",
  "invoice_item",
  "invoice",
  "invoice_payment",
  "subscription",
  "portal_configuration",
  "portal_session",
  "settings",
  "event",
  "endpoint",
  "delivery",
  "idempotency",
  "fault",
  "clock",
] as const satisfies readonly Table[];
