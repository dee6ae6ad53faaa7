import type Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, invalidRequest, noSuch } from "../errors.ts";
import type { Due, Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { integer, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { recordRefund, turnRefund } from "../payments/refunds.ts";
import { route } from "../routing.ts";
import type { ChargeRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { getCharge, serializeCharge } from "./charges.ts";
import { getRefund, serializeRefund } from "./refund-objects.ts";

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
    const lost = tx.list("dispute").find((row) => row.charge === before.id && !row.status.startsWith("warning_"));
    if (lost && lost.status !== "won") {
      throw invalidRequest(`The charge ${before.id} has been charged back; it cannot be refunded.`, {
        code: "charge_disputed",
      });
    }
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
    emit(call, "refund.updated", serializeRefund(row), serializeRefund(before));
    emit(call, "charge.refund.updated", serializeRefund(row), serializeRefund(before));
    return serializeRefund(row);
  }),
  route("POST", "/v1/refunds/:id/cancel", noParams, (call) => {
    const before = getRefund(call.tx, call.id);
    if (before.status !== "pending") {
      throw invalidRequest(`Refunds with a status of ${before.status} cannot be canceled.`, {
        code: "charge_not_refundable",
      });
    }
    return serializeRefund(turnRefund(call, before, "canceled"));
  }),
];

/** The refunds that turn out well or badly by then. */
export function refundTurns(tx: Reader, by: number): Due[] {
  return tx.list("refund").flatMap(({ id, turns }): Due[] => {
    if (!turns || turns.at > by) return [];
    const run = (moment: Moment) => {
      const row = getRefund(moment.tx, id);
      if (row.turns) turnRefund(moment, row, row.turns.to);
    };
    return [{ at: turns.at, run }];
  });
}
