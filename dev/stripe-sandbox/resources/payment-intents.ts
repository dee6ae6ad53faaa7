import type Stripe from "stripe";
import { z } from "zod";
import { getCard } from "../cards.ts";
import { isChargeable, minimumCharge, money } from "../checkout/totals.ts";
import { invalidParameter, invalidRequest, StripeApiError } from "../errors.ts";
import type { Due, Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import {
  currency,
  emptyable,
  integer,
  listing,
  mergeMetadata,
  metadata,
  paramsOf,
  text,
  truth,
  url,
} from "../params.ts";
import { confirmIntent, disputeIfAsked, failAuthentication, newIntent, newIntentRow } from "../payments/attempt.ts";
import { cancelIntent } from "../payments/cancel.ts";
import { recordRefund } from "../payments/refunds.ts";
import { route, type Call } from "../routing.ts";
import type { PaymentIntentRow } from "../rows.ts";
import { follow } from "../settlement.ts";
import { emit } from "../webhook-events.ts";
import { addressParam, shippingOf } from "./addresses.ts";
import { getCharge, serializeCharge } from "./charges.ts";
import { getCustomer } from "./customer-objects.ts";
import { getPaymentIntent, serializePaymentIntent, typesOf } from "./payment-intent-objects.ts";
import { attachMethod, getPaymentMethod, usableMethod } from "./payment-methods.ts";

const retrieveParams = paramsOf<Stripe.PaymentIntentRetrieveParams>()({ client_secret: text(255).optional() });
const listParams = paramsOf<Stripe.PaymentIntentListParams>()({ ...listing, customer: text(255).optional() });
const shippingParam = z.strictObject({ address: addressParam, name: text(), phone: text(50).optional() });
const allowedTypes = z.array(z.enum(["card", "us_bank_account"])).min(1);
const setupFutureUsage = z.enum(["off_session", "on_session"]);
const captureMethod = z.enum(["automatic", "automatic_async", "manual"]);
const createParams = paramsOf<Stripe.PaymentIntentCreateParams>()({
  amount: integer(1, 99_999_999),
  currency,
  allowed_payment_method_types: allowedTypes.optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: truth, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  capture_method: captureMethod.optional(),
  confirm: truth.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  customer: text(255).optional(),
  description: text(1_000).optional(),
  metadata: metadata.optional(),
  off_session: truth.optional(),
  payment_method: text(255).optional(),
  receipt_email: text(512).optional(),
  return_url: url.optional(),
  setup_future_usage: setupFutureUsage.optional(),
  shipping: shippingParam.optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
});
const updateParams = paramsOf<Stripe.PaymentIntentUpdateParams>()({
  allowed_payment_method_types: allowedTypes.optional(),
  amount: integer(minimumCharge, 99_999_999).optional(),
  capture_method: captureMethod.optional(),
  customer: text(255).optional(),
  description: emptyable(text(1_000)).optional(),
  metadata: metadata.optional(),
  payment_method: text(255).optional(),
  receipt_email: emptyable(text(512)).optional(),
  setup_future_usage: emptyable(setupFutureUsage).optional(),
  shipping: emptyable(shippingParam).optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
});
const confirmParams = paramsOf<Stripe.PaymentIntentConfirmParams>()({
  allowed_payment_method_types: allowedTypes.optional(),
  capture_method: captureMethod.optional(),
  off_session: truth.optional(),
  payment_method: text(255).optional(),
  receipt_email: emptyable(text(512)).optional(),
  return_url: url.optional(),
  setup_future_usage: emptyable(setupFutureUsage).optional(),
  shipping: emptyable(shippingParam).optional(),
});
const captureParams = paramsOf<Stripe.PaymentIntentCaptureParams>()({
  amount_to_capture: integer(1, 99_999_999).optional(),
  metadata: metadata.optional(),
});
const cancelParams = paramsOf<Stripe.PaymentIntentCancelParams>()({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

/** The authorizations that lapse by then, and what happens to each. */
export function lapses(tx: Reader, by: number): Due[] {
  return tx.list("payment_intent").flatMap(({ id, status, latestCharge }): Due[] => {
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
  emit(moment, "charge.captured", serializeCharge(tx, charge));
  emit(moment, "payment_intent.succeeded", serializePaymentIntent(tx, row));
  follow(moment, row);
  disputeIfAsked(moment, charge);
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
  if (before.checkoutSession !== null && tx.get("checkout_session", before.checkoutSession)?.status === "open") {
    throw invalidRequest(
      "You cannot cancel the PaymentIntent of an open Checkout Session. Expire the Checkout Session instead.",
    );
  }
  if (before.invoice !== null) {
    throw invalidRequest(
      "You cannot cancel a PaymentIntent that was created by an invoice. You must instead void the invoice.",
      { code: "payment_intent_unexpected_state" },
    );
  }
  return serializePaymentIntent(tx, cancelIntent(moment, before, reason ?? null));
}

type Given = { [Name in Settable]?: z.output<typeof updateParams>[Name] } & { return_url?: string };
type Settable = Exclude<keyof z.output<typeof updateParams>, "expand" | "payment_method">;

/** What parameters of create, update and confirm set on an intent. */
function changed({ tx }: { tx: Reader }, before: PaymentIntentRow, given: Given): PaymentIntentRow {
  if (given.customer !== undefined) getCustomer(tx, given.customer, "customer");
  const or = <T>(value: T | undefined, old: T) => (value === undefined ? old : value);
  return {
    ...before,
    amount: or(given.amount, before.amount),
    allowedTypes: or(given.allowed_payment_method_types, before.allowedTypes),
    captureMethod: or(given.capture_method, before.captureMethod),
    customer: or(given.customer, before.customer),
    description: or(given.description, before.description),
    metadata: mergeMetadata(before.metadata, given.metadata),
    receiptEmail: or(given.receipt_email, before.receiptEmail),
    returnUrl: or(given.return_url, before.returnUrl),
    setupFutureUsage: or(given.setup_future_usage, before.setupFutureUsage),
    shipping: given.shipping ? shippingOf(given.shipping) : or(given.shipping, before.shipping),
    statementDescriptor: or(given.statement_descriptor, before.statementDescriptor),
    statementDescriptorSuffix: or(given.statement_descriptor_suffix, before.statementDescriptorSuffix),
  };
}

function create(call: Call<z.output<typeof createParams>>) {
  const { params } = call;
  if (params.automatic_payment_methods && params.allowed_payment_method_types)
    throw invalidParameter(
      "You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.",
      { param: "allowed_payment_method_types" },
    );
  if (!isChargeable(params.amount) || params.amount === 0)
    throw invalidRequest(`Amount must be at least ${money(minimumCharge, params.currency)} ${params.currency}`, {
      code: "amount_too_small",
      param: "amount",
    });
  const method = params.payment_method && usableMethod(call, params.payment_method, "payment_method");
  const blank = newIntentRow(call, { amount: params.amount, currency: params.currency });
  const row = changed(call, blank, params);
  const intent = newIntent(call, {
    ...row,
    confirmationMethod: params.confirmation_method ?? "automatic",
    automatic: params.automatic_payment_methods?.enabled ?? params.allowed_payment_method_types === undefined,
    paymentMethod: method ? method.id : null,
    status: method ? "requires_confirmation" : "requires_payment_method",
  });
  if (!params.confirm) return serializePaymentIntent(call.tx, intent);
  return confirm(call, intent, params.off_session ?? false);
}

/** Confirms an intent with its payment method; a refusal is answered with 402 and stays in the books. */
function confirm(call: Call<unknown>, before: PaymentIntentRow, offSession: boolean) {
  const { tx, origin } = call;
  const confirmable = ["requires_payment_method", "requires_confirmation", "requires_action"];
  if (!confirmable.includes(before.status)) throw unexpectedState(tx, before, "confirmed", confirmable.join(", "));
  if (before.paymentMethod === null) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
      { code: "payment_intent_unexpected_state", payment_intent: serializePaymentIntent(tx, before) },
    );
  }
  const method = getPaymentMethod(tx, before.paymentMethod);
  const card = getCard(method.card);
  if (!typesOf(before).includes(card.type)) {
    throw invalidRequest(`The PaymentMethod provided (${card.type}) is not allowed for this PaymentIntent.`, {
      code: "payment_intent_incompatible_payment_method",
    });
  }
  const after = confirmIntent(call, before, method, { origin, authenticated: false });
  const row = offSession && after.status === "requires_action" ? failAuthentication(call, after) : after;
  if (row.setupFutureUsage && row.customer !== null && row.status !== "requires_payment_method")
    attachMethod(call, method, row.customer);
  follow(call, row);
  const failure = row.lastPaymentError;
  const now = getPaymentIntent(tx, row.id);
  if (row.status !== "requires_payment_method" || !failure) return serializePaymentIntent(tx, now);
  return new StripeApiError(402, {
    type: "card_error",
    code: failure.code,
    message: failure.message,
    ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
    ...(failure.charge === null ? {} : { charge: failure.charge }),
    payment_intent: serializePaymentIntent(tx, now),
  });
}

export const paymentIntentRoutes = [
  route("POST", "/v1/payment_intents", createParams, create),
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
  route("POST", "/v1/payment_intents/:id", updateParams, (call) => {
    const { tx, id, params } = call;
    const before = getPaymentIntent(tx, id);
    if (params.amount !== undefined && !["requires_payment_method", "requires_confirmation"].includes(before.status))
      throw unexpectedState(tx, before, "updated", "requires_payment_method, requires_confirmation");
    const method = params.payment_method && usableMethod(call, params.payment_method, "payment_method");
    const row = changed(call, before, params);
    const waits = row.status === "requires_payment_method" && method;
    return serializePaymentIntent(
      tx,
      tx.put("payment_intent", {
        ...row,
        ...(method && { paymentMethod: method.id }),
        ...(waits && { status: "requires_confirmation" }),
      }),
    );
  }),
  route("POST", "/v1/payment_intents/:id/confirm", confirmParams, (call) => {
    const { params } = call;
    const before = changed(call, getPaymentIntent(call.tx, call.id), params);
    const method = params.payment_method && usableMethod(call, params.payment_method, "payment_method");
    return confirm(call, method ? { ...before, paymentMethod: method.id } : before, params.off_session ?? false);
  }),
  route("POST", "/v1/payment_intents/:id/capture", captureParams, (call) =>
    capture(call, getPaymentIntent(call.tx, call.id), call.params),
  ),
  route("POST", "/v1/payment_intents/:id/cancel", cancelParams, (call) =>
    cancel(call, getPaymentIntent(call.tx, call.id), call.params.cancellation_reason),
  ),
];
