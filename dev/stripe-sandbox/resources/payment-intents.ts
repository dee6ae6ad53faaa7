import type Stripe from "stripe";
import { z } from "zod";
import { getCard } from "../cards.ts";
import { invalidRequest, notFound, StripeApiError } from "../errors.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, integer, listing, mergeMetadata, metadata, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { PaymentErrorRow, PaymentIntentRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { getCharge, serializeCharge } from "./charges.ts";
import { serializePaymentMethod } from "./payment-methods.ts";
import { recordRefund } from "./refunds.ts";

const retrieveParams = paramsOf<Stripe.PaymentIntentRetrieveParams>()({ client_secret: text(255).optional() });
const listParams = paramsOf<Stripe.PaymentIntentListParams>()({ ...listing, customer: text(255).optional() });
const updateParams = paramsOf<Stripe.PaymentIntentUpdateParams>()({
  description: emptyable(text(1_000)).optional(),
  metadata: metadata.optional(),
  receipt_email: emptyable(text(512)).optional(),
});
const captureParams = paramsOf<Stripe.PaymentIntentCaptureParams>()({
  amount_to_capture: integer(1, 99_999_999).optional(),
  metadata: metadata.optional(),
});
const cancelParams = paramsOf<Stripe.PaymentIntentCancelParams>()({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

/** The payment intent of that id. @throws StripeApiError when there is none. */
export function getPaymentIntent(tx: Reader, id: string): PaymentIntentRow {
  const row = tx.get("payment_intent", id);
  if (!row) throw notFound("payment_intent", id, "intent");
  return row;
}

/** A payment intent as the API shows it. */
export function serializePaymentIntent(tx: Reader, row: PaymentIntentRow) {
  return {
    id: row.id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: row.amount,
    amount_capturable: row.status === "requires_capture" ? row.amount : 0,
    amount_details: { tip: {} },
    amount_received: row.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: row.canceledAt,
    cancellation_reason: row.cancellationReason,
    capture_method: row.captureMethod,
    client_secret: row.clientSecret,
    confirmation_method: "automatic",
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    description: row.description,
    excluded_payment_method_types: null,
    last_payment_error: row.lastPaymentError && serializePaymentError(tx, row.lastPaymentError),
    latest_charge: row.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: row.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: row.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: row.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: row.statementDescriptor,
    statement_descriptor_suffix: row.statementDescriptorSuffix,
    status: row.status,
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.PaymentIntent;
}

function serializePaymentError(tx: Reader, error: PaymentErrorRow): Stripe.PaymentIntent.LastPaymentError {
  const method = tx.get("payment_method", error.paymentMethod);
  return {
    charge: error.charge,
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}`,
    message: error.message,
    ...(method ? { payment_method: serializePaymentMethod(method) } : {}),
    type: error.type,
  };
}

/**
 * Ends an authorization or an unpaid intent: what was held is released, which Stripe shows as a refund of the
 * uncaptured charge.
 * @param reason what the merchant gave, or `automatic` for a lapsed authorization, `expired` for an expired session
 */
export function cancelIntent(moment: Moment, before: PaymentIntentRow, reason: string | null): PaymentIntentRow {
  const { tx, now } = moment;
  const row = tx.put("payment_intent", { ...before, status: "canceled", canceledAt: now, cancellationReason: reason });
  if (before.status === "requires_capture" && before.latestCharge) {
    const lapsed = reason === "automatic";
    const { charge } = recordRefund(moment, getCharge(tx, before.latestCharge), {
      amount: before.amount,
      reason: lapsed ? "expired_uncaptured_charge" : null,
    });
    emit(moment, lapsed ? "charge.expired" : "charge.refunded", serializeCharge(tx, charge));
  }
  emit(moment, "payment_intent.canceled", serializePaymentIntent(tx, row));
  return row;
}

/** The authorizations that lapse by then, and what happens to each. */
export function lapses(tx: Reader, by: number) {
  return tx.list("payment_intent").flatMap(({ id, status, latestCharge }) => {
    const at = status === "requires_capture" && latestCharge ? getCharge(tx, latestCharge).captureBefore : null;
    if (at === null || at > by) return [];
    const run = (moment: Moment) => {
      const row = getPaymentIntent(moment.tx, id);
      if (row.status === "requires_capture") cancelIntent(moment, row, "automatic");
    };
    return [{ at, run }];
  });
}

function unexpectedState(tx: Reader, row: PaymentIntentRow, what: string, only: string) {
  return invalidRequest(
    `This PaymentIntent could not be ${what} because it has a status of ${row.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${what}: ${only}.`,
    { code: "payment_intent_unexpected_state", payment_intent: serializePaymentIntent(tx, row) },
  );
}

/**
 * The issuer refuses a capture of the sandbox's own card. Stripe has no test number for this; here the charge fails,
 * nothing is held any more, and the intent asks for another payment method.
 */
function refuseCapture(moment: Moment, before: PaymentIntentRow, chargeId: string) {
  const { tx } = moment;
  const failure = { code: "card_declined", declineCode: "generic_decline", message: "Your card was declined." };
  const charge = tx.put("charge", { ...getCharge(tx, chargeId), status: "failed", failure });
  const error = { ...failure, type: "card_error", charge: chargeId, paymentMethod: charge.paymentMethod } as const;
  const row = tx.put("payment_intent", {
    ...before,
    status: "requires_payment_method",
    paymentMethod: null,
    lastPaymentError: error,
  });
  emit(moment, "charge.failed", serializeCharge(tx, charge));
  emit(moment, "payment_intent.payment_failed", serializePaymentIntent(tx, row));
  return new StripeApiError(402, {
    type: "card_error",
    code: failure.code,
    decline_code: failure.declineCode,
    message: failure.message,
    charge: chargeId,
    payment_intent: serializePaymentIntent(tx, row),
  });
}

function capture(moment: Moment, before: PaymentIntentRow, params: z.output<typeof captureParams>) {
  const { tx } = moment;
  if (before.status !== "requires_capture" || !before.latestCharge)
    throw unexpectedState(tx, before, "captured", "requires_capture");
  const amount = params.amount_to_capture ?? before.amount;
  if (amount > before.amount) {
    throw invalidRequest("The amount you are trying to capture is more than the amount that is capturable.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  }
  const authorized = getCharge(tx, before.latestCharge);
  const method = tx.get("payment_method", authorized.paymentMethod);
  if (method && getCard(method.card).refusesCapture) return refuseCapture(moment, before, authorized.id);
  let charge = tx.put("charge", { ...authorized, captured: true, amountCaptured: amount });
  // What is not captured is released, which Stripe shows as a refund.
  if (amount < before.amount)
    charge = recordRefund(moment, charge, { amount: before.amount - amount, reason: null }).charge;
  const row = tx.put("payment_intent", {
    ...before,
    status: "succeeded",
    amountReceived: amount,
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  const session = tx.get("checkout_session", before.checkoutSession);
  if (session) tx.put("checkout_session", { ...session, paymentStatus: "paid" });
  emit(moment, "charge.captured", serializeCharge(tx, charge));
  emit(moment, "payment_intent.succeeded", serializePaymentIntent(tx, row));
  return serializePaymentIntent(tx, row);
}

function cancel(moment: Moment, before: PaymentIntentRow, reason: string | undefined) {
  const { tx } = moment;
  if (before.status === "succeeded" || before.status === "canceled") {
    throw unexpectedState(
      tx,
      before,
      "canceled",
      "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing",
    );
  }
  if (tx.get("checkout_session", before.checkoutSession)?.status === "open") {
    throw invalidRequest(
      "You cannot cancel the PaymentIntent of an open Checkout Session. Expire the Checkout Session instead.",
    );
  }
  return serializePaymentIntent(tx, cancelIntent(moment, before, reason ?? null));
}

export const paymentIntentRoutes = [
  route("GET", "/v1/payment_intents", listParams, ({ tx, params }) =>
    listPage(
      "/v1/payment_intents",
      tx.list("payment_intent"),
      params,
      (row) => serializePaymentIntent(tx, row),
      (row) => {
        return params.customer === undefined || row.customer === params.customer;
      },
    ),
  ),
  route("GET", "/v1/payment_intents/:id", retrieveParams, ({ tx, id }) =>
    serializePaymentIntent(tx, getPaymentIntent(tx, id)),
  ),
  route("POST", "/v1/payment_intents/:id", updateParams, ({ tx, id, params }) => {
    const before = getPaymentIntent(tx, id);
    const row = tx.put("payment_intent", {
      ...before,
      description: params.description === undefined ? before.description : params.description,
      receiptEmail: params.receipt_email === undefined ? before.receiptEmail : params.receipt_email,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    return serializePaymentIntent(tx, row);
  }),
  route("POST", "/v1/payment_intents/:id/capture", captureParams, (call) =>
    capture(call, getPaymentIntent(call.tx, call.id), call.params),
  ),
  route("POST", "/v1/payment_intents/:id/cancel", cancelParams, (call) =>
    cancel(call, getPaymentIntent(call.tx, call.id), call.params.cancellation_reason),
  ),
];
