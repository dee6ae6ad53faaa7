import type Stripe from "stripe";
import { notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import type { RefundRow } from "../rows.ts";

/** The refund of that id. @throws StripeApiError when there is none. */
export function getRefund(tx: Reader, id: string): RefundRow {
  const row = tx.get("refund", id);
  if (!row) throw notFound("refund", id);
  return row;
}

/** A refund as the API shows it. */
export function serializeRefund(row: RefundRow) {
  const text = row.id.slice(3);
  const settled = row.status === "succeeded" || row.status === "failed";
  return {
    id: row.id,
    object: "refund",
    amount: row.amount,
    balance_transaction: settled && row.reason !== "expired_uncaptured_charge" ? `txn_${text}` : null,
    charge: row.charge,
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    ...(row.charge.startsWith("py_")
      ? {
          destination_details: {
            type: "us_bank_transfer",
            us_bank_transfer: { reference: null, reference_status: null },
          },
        }
      : { destination_details: { card: { type: "refund" }, type: "card" } }),
    ...(row.status === "failed" && {
      failure_balance_transaction: `txn_f${text}`.slice(0, 28),
      failure_reason: row.failureReason ?? "unknown",
    }),
    metadata: row.metadata,
    payment_intent: row.paymentIntent,
    payment_method: null,
    ...(row.status === "pending" && { pending_reason: "processing" as const }),
    reason: row.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: row.status,
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}
