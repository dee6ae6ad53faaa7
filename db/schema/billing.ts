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
  job_id: JobId | null;
  revision_id: RevisionId | null;
  amount_cents: number;
  total_cents: number | null;
  currency: string;
  term_days: number;
  state: "open" | "authorized" | "captured" | "no_cost" | "cancelled" | "expired" | "lapsed";
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

export type CreditLedgerTable = {
  id: Id<"credit">;
  employer_id: EmployerId;
  kind: "grant" | "hold" | "spend" | "return";
  delta: number;
  source_key: string;
  term_id: TermId | null;
  order_id: OrderId | null;
  actor_account_id: AccountId | null;
  note: string | null;
  created_at: Date;
};
