import type Stripe from "stripe";

/** What the sandbox remembers: facts only. The serializers beside each resource turn them into Stripe's objects. */
interface Row {
  id: string;
  /** Seconds since 1970 by the sandbox's clock. */
  created: number;
}
type Metadata = Record<string, string>;

export interface CustomerRow extends Row {
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  address: Stripe.Address | null;
  metadata: Metadata;
  deleted: boolean;
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
}
export interface CheckoutSessionRow extends Row {
  status: "open" | "complete" | "expired";
  paymentStatus: "unpaid" | "paid" | "no_payment_required";
  url: string;
  currency: string;
  lineItems: LineItemRow[];
  discount: AppliedDiscount | null;
  /** `allowed_payment_method_types` was given. */
  onlyCards: boolean;
  allowPromotionCodes: boolean | null;
  automaticTax: boolean;
  billingAddressCollection: "auto" | "required" | null;
  cancelUrl: string | null;
  successUrl: string;
  clientReferenceId: string | null;
  customer: string | null;
  customerCreation: "always" | "if_required" | null;
  customerEmail: string | null;
  /** Who paid or tried to. */
  payer: { email: string | null; name: string | null } | null;
  expiresAt: number;
  locale: string | null;
  submitType: "auto" | "book" | "donate" | "pay" | null;
  metadata: Metadata;
  paymentIntent: string | null;
  paymentIntentData: {
    captureMethod: "automatic_async" | "automatic" | "manual";
    description: string | null;
    metadata: Metadata;
    receiptEmail: string | null;
    statementDescriptor: string | null;
    statementDescriptorSuffix: string | null;
  };
}
export interface PaymentErrorRow {
  type: "card_error";
  code: string;
  declineCode: string | null;
  message: string;
  charge: string;
  paymentMethod: string;
}
export interface PaymentIntentRow extends Row {
  clientSecret: string;
  amount: number;
  amountReceived: number;
  currency: string;
  captureMethod: "automatic_async" | "automatic" | "manual";
  status: "requires_payment_method" | "requires_capture" | "succeeded" | "canceled";
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
  checkoutSession: string;
}
export interface PaymentMethodRow extends Row {
  /** The test card's name in cards.ts; no number is ever stored. */
  card: string;
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
  status: "succeeded" | "failed";
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
  status: "succeeded";
  metadata: Metadata;
}
export interface EventRow extends Row {
  apiVersion: string;
  type: Stripe.Event["type"];
  /** The object as it was then. */
  object: object;
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
export type EventFault = "duplicate" | "twin" | "delay" | "drop" | "reorder" | "wrong_secret" | "wrong_version";
export type ApiFault = "response_lost" | "conflict" | "rate_limit" | "server_error" | "server_error_saved" | "slow";
interface FaultBase extends Row {
  /** How often it still strikes. */
  times: number;
  /** For `delay`, `reorder` and `slow`. */
  seconds: number;
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
  "event",
  "endpoint",
  "delivery",
  "idempotency",
  "fault",
  "clock",
] as const satisfies readonly Table[];
