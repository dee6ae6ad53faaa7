import type { Moment } from "../moment.ts";
import { getCharge, serializeCharge } from "../resources/charges.ts";
import { serializePaymentIntent } from "../resources/payment-intent-objects.ts";
import type { PaymentIntentRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { recordRefund } from "./refunds.ts";

/**
 * Ends an authorization or an unpaid intent: what was held is released, which Stripe shows as a refund of the
 * uncaptured charge.
 * @param reason what the merchant gave, or `automatic` for a lapsed authorization, `expired` for an expired session,
 *   `void_invoice` for the payment of a void invoice
 */
export function cancelIntent(moment: Moment, before: PaymentIntentRow, reason: string | null): PaymentIntentRow {
  const { tx, now } = moment;
  const row = tx.put("payment_intent", {
    ...before,
    status: "canceled",
    canceledAt: now,
    cancellationReason: reason,
    authenticationUrl: null,
  });
  if (before.status === "requires_capture" && before.latestCharge) {
    const lapsed = reason === "automatic";
    const { charge } = recordRefund(moment, getCharge(tx, before.latestCharge), {
      amount: before.amount,
      reason: lapsed ? "expired_uncaptured_charge" : null,
    });
    emit(moment, lapsed ? "charge.expired" : "charge.refunded", serializeCharge(tx, charge));
  }
  if (before.status === "processing" && before.latestCharge) {
    const charge = getCharge(tx, before.latestCharge);
    const failure = { code: "payment_intent_canceled", declineCode: null, message: "The payment was canceled." };
    tx.put("charge", { ...charge, status: "failed", captured: false, settlesAt: null, failure });
  }
  emit(moment, "payment_intent.canceled", serializePaymentIntent(tx, row));
  return row;
}
