import type { TestCard } from "../cards.ts";
import { newId, randomText } from "../ids.ts";
import type { Moment } from "../moment.ts";
import { serializeCharge } from "../resources/charges.ts";
import { serializeSession } from "../resources/checkout-session-objects.ts";
import { serializePaymentIntent } from "../resources/payment-intents.ts";
import type { ChargeRow, CheckoutSessionRow, PaymentIntentRow, PaymentMethodRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { redeemDiscount } from "./discounts.ts";
import { totalsOf } from "./totals.ts";

/** Stripe's default for online card authorizations (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const authorizationSeconds = 7 * 24 * 3_600;

/** Who pays, as typed on the page. */
export interface Payer {
  email: string | null;
  name: string | null;
}

/** Completes a session that costs nothing: no payment intent is made. */
export function completeForFree(moment: Moment, session: CheckoutSessionRow, payer: Payer) {
  complete(moment, { ...session, payer, paymentStatus: "no_payment_required" });
}

/**
 * Charges or authorizes the session's total on a test card. A declined card leaves a failed charge on the session's
 * payment intent and the session open.
 * @returns whether the session is complete
 */
export function payByCard(moment: Moment, session: CheckoutSessionRow, card: TestCard, payer: Payer): boolean {
  const { tx, now } = moment;
  const method = tx.put("payment_method", {
    id: newId("pm"),
    created: now,
    card: card.name,
    customer: session.customer,
    ...payer,
  });
  const intent = intentFor(moment, session);
  const charge = tx.put("charge", newCharge(moment, intent, method, card));
  if (charge.failure) {
    decline(moment, { ...session, payer, paymentIntent: intent.id }, intent, charge, charge.failure);
    return false;
  }
  const row = tx.put("payment_intent", {
    ...intent,
    status: charge.captured ? "succeeded" : "requires_capture",
    amountReceived: charge.amountCaptured,
    latestCharge: charge.id,
    paymentMethod: method.id,
    lastPaymentError: null,
  });
  emit(moment, "charge.succeeded", serializeCharge(tx, charge));
  emit(
    moment,
    charge.captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated",
    serializePaymentIntent(tx, row),
  );
  // Only authorized money is not there yet, so the session stays `unpaid` until the capture.
  complete(moment, { ...session, payer, paymentIntent: row.id, paymentStatus: charge.captured ? "paid" : "unpaid" });
  return true;
}

function complete(moment: Moment, session: CheckoutSessionRow) {
  const row = moment.tx.put("checkout_session", { ...session, status: "complete" });
  redeemDiscount(moment, row);
  emit(moment, "checkout.session.completed", serializeSession(moment.tx, row));
}

/** The session's intent, made at the first attempt and brought to the present total. */
function intentFor(moment: Moment, session: CheckoutSessionRow): PaymentIntentRow {
  const { tx, now } = moment;
  const amount = totalsOf(tx, session).total;
  const before = session.paymentIntent === null ? undefined : tx.get("payment_intent", session.paymentIntent);
  if (before) return tx.put("payment_intent", { ...before, amount });
  const id = newId("pi");
  const data = session.paymentIntentData;
  const row = tx.put("payment_intent", {
    id,
    created: now,
    clientSecret: `${id}_secret_${randomText(25)}`,
    amount,
    amountReceived: 0,
    currency: session.currency,
    captureMethod: data.captureMethod,
    status: "requires_payment_method",
    canceledAt: null,
    cancellationReason: null,
    customer: session.customer,
    description: data.description,
    metadata: data.metadata,
    receiptEmail: data.receiptEmail,
    statementDescriptor: data.statementDescriptor,
    statementDescriptorSuffix: data.statementDescriptorSuffix,
    latestCharge: null,
    paymentMethod: null,
    lastPaymentError: null,
    checkoutSession: session.id,
  });
  emit(moment, "payment_intent.created", serializePaymentIntent(tx, row));
  return row;
}

function newCharge({ now }: Moment, intent: PaymentIntentRow, method: PaymentMethodRow, card: TestCard): ChargeRow {
  const manual = intent.captureMethod === "manual";
  const captured = !card.decline && !manual;
  return {
    id: newId("ch"),
    created: now,
    amount: intent.amount,
    amountCaptured: captured ? intent.amount : 0,
    amountRefunded: 0,
    captured,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    metadata: intent.metadata,
    paymentIntent: intent.id,
    paymentMethod: method.id,
    receiptEmail: intent.receiptEmail,
    status: card.decline ? "failed" : "succeeded",
    failure: card.decline ?? null,
    captureBefore: manual && !card.decline ? now + authorizationSeconds : null,
  };
}

function decline(
  moment: Moment,
  session: CheckoutSessionRow,
  intent: PaymentIntentRow,
  charge: ChargeRow,
  failure: NonNullable<ChargeRow["failure"]>,
) {
  const { tx } = moment;
  const lastPaymentError = {
    ...failure,
    type: "card_error",
    charge: charge.id,
    paymentMethod: charge.paymentMethod,
  } as const;
  const row = tx.put("payment_intent", { ...intent, latestCharge: charge.id, paymentMethod: null, lastPaymentError });
  tx.put("checkout_session", session);
  emit(moment, "charge.failed", serializeCharge(tx, charge));
  emit(moment, "payment_intent.payment_failed", serializePaymentIntent(tx, row));
}
