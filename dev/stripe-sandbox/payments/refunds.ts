import { getCard } from "../cards.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { getCharge, serializeCharge } from "../resources/charges.ts";
import { serializeRefund } from "../resources/refund-objects.ts";
import type { ChargeRow, RefundRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";

/** How long a bank takes over a refund of the test cards that answer later. */
const bankSeconds = 24 * 3_600;

/** Gives back `amount` of a charge and returns the charge as it is then; the caller tells of it. */
export function recordRefund(
  moment: Moment,
  charge: ChargeRow,
  given: Pick<RefundRow, "amount" | "reason"> & { metadata?: Record<string, string> },
): { refund: RefundRow; charge: ChargeRow } {
  const { tx, now } = moment;
  const course = charge.captured ? courseOf(tx, charge) : undefined;
  const refund = tx.put("refund", {
    id: newId("re"),
    created: now,
    amount: given.amount,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    currency: charge.currency,
    customer: charge.customer,
    reason: given.reason,
    status: course === "pending_then_succeeded" ? "pending" : "succeeded",
    failureReason: null,
    turns: course ? { to: course === "pending_then_succeeded" ? "succeeded" : "failed", at: now + bankSeconds } : null,
    metadata: given.metadata ?? {},
  });
  return { refund, charge: tx.put("charge", { ...charge, amountRefunded: charge.amountRefunded + given.amount }) };
}

const courseOf = (tx: Reader, charge: ChargeRow) => {
  const method = tx.get("payment_method", charge.paymentMethod);
  return method && getCard(method.card).refunds;
};

/** The refund turns out well or badly later on. A failed one gives the money back to the merchant's balance. */
export function turnRefund(moment: Moment, before: RefundRow, to: "succeeded" | "failed" | "canceled"): RefundRow {
  const { tx } = moment;
  const failureReason = to === "failed" ? "unknown" : null;
  const row = tx.put("refund", { ...before, status: to, failureReason, turns: null });
  if (to !== "succeeded") {
    const charge = getCharge(tx, before.charge);
    const back = tx.put("charge", { ...charge, amountRefunded: charge.amountRefunded - before.amount });
    emit(moment, "charge.updated", serializeCharge(tx, back), serializeCharge(tx, charge));
  }
  emit(moment, "refund.updated", serializeRefund(row), serializeRefund(before));
  emit(moment, "charge.refund.updated", serializeRefund(row), serializeRefund(before));
  if (to === "failed") emit(moment, "refund.failed", serializeRefund(row));
  return row;
}
