import type Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { integer, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { ChargeRow, RefundRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { getCharge, serializeCharge } from "./charges.ts";

const createParams = paramsOf<Stripe.RefundCreateParams>()({
  amount: integer(1, 99_999_999).optional(),
  charge: text(255).optional(),
  metadata: metadata.optional(),
  payment_intent: text(255).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
const updateParams = paramsOf<Stripe.RefundUpdateParams>()({ metadata: metadata.optional() });
const listParams = paramsOf<Stripe.RefundListParams>()({
  ...listing,
  charge: text(255).optional(),
  payment_intent: text(255).optional(),
});

/** A refund as the API shows it. */
export function serializeRefund(row: RefundRow) {
  return {
    id: row.id,
    object: "refund",
    amount: row.amount,
    balance_transaction: null,
    charge: row.charge,
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    destination_details: { card: { type: "refund" }, type: "card" },
    metadata: row.metadata,
    payment_intent: row.paymentIntent,
    payment_method: null,
    reason: row.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: row.status,
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}

/** Gives back `amount` of a charge and returns the charge as it is then; the caller tells of it. */
export function recordRefund(
  { tx, now }: Moment,
  charge: ChargeRow,
  given: Pick<RefundRow, "amount" | "reason"> & { metadata?: Record<string, string> },
): { refund: RefundRow; charge: ChargeRow } {
  const refund = tx.put("refund", {
    id: newId("re"),
    created: now,
    amount: given.amount,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    currency: charge.currency,
    customer: charge.customer,
    reason: given.reason,
    status: "succeeded",
    metadata: given.metadata ?? {},
  });
  return { refund, charge: tx.put("charge", { ...charge, amountRefunded: charge.amountRefunded + given.amount }) };
}

/** The `refunds` of a charge, for `expand`. */
export function includeRefunds(tx: Reader, charge: string) {
  const rows = tx.list("refund").filter((row) => row.charge === charge);
  return listPage(`/v1/charges/${charge}/refunds`, rows, {}, serializeRefund);
}

function chargeToRefund(tx: Reader, params: z.output<typeof createParams>): ChargeRow {
  if ((params.charge === undefined) === (params.payment_intent === undefined)) {
    throw invalidParameter(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  if (params.charge !== undefined) return getCharge(tx, params.charge, "charge");
  const id = params.payment_intent ?? "";
  const intent = tx.get("payment_intent", id);
  if (!intent) throw noSuch("payment_intent", id, "payment_intent");
  if (intent.status !== "succeeded" || !intent.latestCharge) {
    throw invalidRequest(`This PaymentIntent (${id}) does not have a successful charge to refund.`, {
      param: "payment_intent",
    });
  }
  return getCharge(tx, intent.latestCharge);
}

export const refundRoutes = [
  route("POST", "/v1/refunds", createParams, (call) => {
    const { tx, params } = call;
    const before = chargeToRefund(tx, params);
    const left = before.amount - before.amountRefunded;
    if (!before.captured)
      throw invalidRequest(`Charge ${before.id} has not been captured; cancel its PaymentIntent instead.`, {
        param: "charge",
      });
    if (left === 0)
      throw invalidRequest(`Charge ${before.id} has already been refunded.`, { code: "charge_already_refunded" });
    const amount = params.amount ?? left;
    if (amount > left) {
      throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
        param: "amount",
      });
    }
    const reason = params.reason ?? null;
    const { refund, charge } = recordRefund(call, before, {
      amount,
      reason,
      metadata: mergeMetadata({}, params.metadata),
    });
    emit(call, "refund.created", serializeRefund(refund));
    emit(call, "charge.refunded", serializeCharge(tx, charge));
    return serializeRefund(refund);
  }),
  route("GET", "/v1/refunds", listParams, ({ tx, params }) =>
    listPage("/v1/refunds", tx.list("refund"), params, serializeRefund, (row) => {
      if (params.charge !== undefined && row.charge !== params.charge) return false;
      return params.payment_intent === undefined || row.paymentIntent === params.payment_intent;
    }),
  ),
  route("GET", "/v1/refunds/:id", noParams, ({ tx, id }) => serializeRefund(getRefund(tx, id))),
  route("POST", "/v1/refunds/:id", updateParams, (call) => {
    const before = getRefund(call.tx, call.id);
    const row = call.tx.put("refund", { ...before, metadata: mergeMetadata(before.metadata, call.params.metadata) });
    emit(call, "refund.updated", serializeRefund(row));
    return serializeRefund(row);
  }),
];

function getRefund(tx: Reader, id: string) {
  const row = tx.get("refund", id);
  if (!row) throw notFound("refund", id);
  return row;
}
