import type Stripe from "stripe";
import type { DisputeRow } from "../billing-rows.ts";

/** The fields of evidence that are text; the others are files or groups, which the sandbox does not keep. */
export const evidenceTexts = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const satisfies readonly (keyof Stripe.DisputeUpdateParams.Evidence)[];

const networkReason: Record<DisputeRow["reason"], string> = {
  fraudulent: "10.4",
  general: "10.4",
  product_not_received: "13.1",
  duplicate: "12.6.1",
  subscription_canceled: "13.2",
  unrecognized: "10.4",
};

/** A dispute as the API shows it. */
export function serializeDispute(row: DisputeRow) {
  const inquiry = row.status.startsWith("warning_");
  return {
    id: row.id,
    object: "dispute",
    amount: row.amount,
    balance_transactions: row.transactions.map((one) => serializeTransaction(row, one)),
    charge: row.charge,
    created: row.created,
    currency: row.currency,
    enhanced_eligibility_types: [],
    evidence: serializeEvidence(row),
    evidence_details: {
      due_by: row.dueBy,
      enhanced_eligibility: {},
      has_evidence: Object.keys(row.evidence).length > 0,
      past_due: false,
      submission_count: row.submissions,
      submission_method: row.submissions > 0 ? "manual" : "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: row.metadata,
    payment_intent: row.paymentIntent,
    payment_method_details: {
      card: {
        brand: "visa",
        case_type: inquiry ? "inquiry" : "chargeback",
        network: "visa",
        network_reason_code: networkReason[row.reason],
      },
      type: "card",
    },
    reason: row.reason,
    status: row.status,
  } satisfies Stripe.Dispute;
}

function serializeEvidence({ evidence }: DisputeRow): Stripe.Dispute.Evidence {
  const texts = Object.fromEntries(evidenceTexts.map((name) => [name, evidence[name] ?? null])) as Record<
    (typeof evidenceTexts)[number],
    string | null
  >;
  return {
    ...texts,
    cancellation_policy: null,
    customer_communication: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    enhanced_evidence: {},
    receipt: null,
    refund_policy: null,
    service_documentation: null,
    shipping_documentation: null,
    uncategorized_file: null,
  };
}

function serializeTransaction(
  row: DisputeRow,
  { id, created, amount, fee }: DisputeRow["transactions"][number],
): Stripe.BalanceTransaction {
  return {
    id,
    object: "balance_transaction",
    amount,
    available_on: created,
    balance_type: "payments",
    created,
    currency: row.currency,
    description: `Chargeback ${amount < 0 ? "withdrawal" : "reversal"} for ${row.charge}`,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency: row.currency, description: "Dispute fee", type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: amount < 0 ? "dispute" : "dispute_reversal",
    source: row.id,
    status: "available",
    type: "adjustment",
  };
}
