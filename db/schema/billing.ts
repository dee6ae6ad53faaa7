import type { AccountId, EmployerId, Id, JobId, OrderId, RevisionId, SubscriptionId, TermId } from "~/platform/ids.ts";
import type { BooleanNumber } from "./boolean-number.ts";

export type PlanTable = {
  code: string;
  name: string;
  kind: "single" | "pack" | "subscription" | "upgrade";
  price_cents: number;
  currency: string;
  credits: number;
  term_days: number;
  active: BooleanNumber;
};

export type BillingCustomerTable = {
  employer_id: EmployerId;
  stripe_customer: string;
  sync_version: number;
  created_at: Date;
};

export type OrderTable = {
  id: OrderId;
  employer_id: EmployerId;
  plan_code: string;
  plan_name: string;
  kind: PlanTable["kind"] | "extension";
  job_id: JobId | null;
  revision_id: RevisionId | null;
  amount_cents: number;
  total_cents: number | null;
  currency: string;
  term_days: number;
  credits: number;
  state: "open" | "processing" | "authorized" | "captured" | "no_cost" | "cancelled" | "expired" | "lapsed" | "failed";
  intent: "capture" | "cancel" | null;
  failure: string | null;
  stripe_session: string | null;
  stripe_payment_intent: string | null;
  checkout_url: string | null;
  capture_before: Date | null;
  subscription_id: SubscriptionId | null;
  stripe_invoice: string | null;
  period_start: Date | null;
  period_end: Date | null;
  created_by: AccountId;
  created_at: Date;
  updated_at: Date;
};

export type SubscriptionMirrorTable = {
  id: SubscriptionId;
  employer_id: EmployerId;
  stripe_subscription: string;
  plan_code: string;
  plan_name: string;
  price_cents: number;
  currency: string;
  term_days: number;
  status: "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "paused" | "canceled";
  period_start: Date;
  period_end: Date;
  cancel_at: Date | null;
  ended_at: Date | null;
  /** The newest invoice while it is not paid, its page at Stripe, and when Stripe tries to charge it again. */
  open_invoice: string | null;
  open_cents: number | null;
  invoice_url: string | null;
  next_attempt_at: Date | null;
  /** When it was last read at Stripe, and when that was last tried. */
  read_at: Date;
  tried_at: Date;
  over_at: Date | null;
  created_by: AccountId;
  created_at: Date;
};

export type PlanUseTable = {
  term_id: TermId;
  subscription_id: SubscriptionId;
  until: Date;
  used_at: Date;
};

export type StripeEventTable = {
  id: string;
  type: string;
  payload: string;
  status: "stored" | "done" | "ignored" | "failed";
  attempts: number;
  next_attempt_at: Date | null;
  last_error: string | null;
  received_at: Date;
  processed_at: Date | null;
};

export type FulfilmentTable = {
  source_key: string;
  order_id: OrderId;
  created_at: Date;
};

export type ReceiptTable = {
  /** Given by the database. */
  number: number;
  order_id: OrderId;
  employer_name: string;
  discount_cents: number;
  tax_cents: number;
  /** What came from the customer's balance at Stripe; below zero: a debt there, paid together with this. */
  balance_cents: number;
  total_cents: number;
  promotion_code: string | null;
  invoice_url: string | null;
  paid_at: Date;
};

/** Money given back for an order. */
export type RefundTable = {
  id: Id<"refund">;
  order_id: OrderId;
  /** Null until Stripe has answered. */
  stripe_refund: string | null;
  /** Null for one that was made in Stripe's Dashboard. */
  idempotency_key: string | null;
  /** Stripe answered this key with a failure of its own, and would repeat it for a day. */
  key_spent: BooleanNumber;
  tried_at: Date | null;
  amount_cents: number;
  /** The live job is taken down as soon as the money is given back. */
  ends_job: BooleanNumber;
  /** `wanted` and `refused` are ours, the others Stripe's. */
  state: "wanted" | "refused" | "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  reason: string | null;
  note: string | null;
  failure: string | null;
  actor_account_id: AccountId | null;
  looked_at: Date;
  created_at: Date;
  updated_at: Date;
};

/** A cardholder's dispute; `id` and `state` are Stripe's. */
export type DisputeTable = {
  id: string;
  order_id: OrderId;
  amount_cents: number;
  reason: string;
  state: string;
  due_by: Date | null;
  looked_at: Date;
  created_at: Date;
  updated_at: Date;
};

export type CreditLedgerTable = {
  id: Id<"credit">;
  employer_id: EmployerId;
  kind: "grant" | "purchase" | "hold" | "spend" | "return" | "refund" | "dispute" | "shortfall" | "take";
  delta: number;
  /** Credits that a refund or dispute takes and that were used already; what makes up for them counts below zero. */
  shortfall: number;
  /** Of a grant or purchase: how long each credit makes a job live; null is as long as a single post. */
  term_days: number | null;
  source_key: string;
  term_id: TermId | null;
  order_id: OrderId | null;
  actor_account_id: AccountId | null;
  note: string | null;
  created_at: Date;
};
