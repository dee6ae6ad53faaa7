import type { AccountId, EmployerId, Id, JobId, OrderId, RevisionId, TermId } from "~/platform/ids.ts";
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
  kind: PlanTable["kind"];
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
  created_by: AccountId;
  created_at: Date;
  updated_at: Date;
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
  total_cents: number;
  promotion_code: string | null;
  invoice_url: string | null;
  paid_at: Date;
};

export type CreditLedgerTable = {
  id: Id<"credit">;
  employer_id: EmployerId;
  kind: "grant" | "purchase" | "hold" | "spend" | "return";
  delta: number;
  /** Of a grant or purchase: how long each credit makes a job live; null is as long as a single post. */
  term_days: number | null;
  source_key: string;
  term_id: TermId | null;
  order_id: OrderId | null;
  actor_account_id: AccountId | null;
  note: string | null;
  created_at: Date;
};
