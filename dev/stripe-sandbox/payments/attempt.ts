import { getCard, type TestCard } from "../cards.ts";
import { newId, randomText } from "../ids.ts";
import type { Moment } from "../moment.ts";
import { getCharge, serializeCharge } from "../resources/charges.ts";
import { serializePaymentIntent } from "../resources/payment-intent-objects.ts";
import { getPaymentMethod } from "../resources/payment-methods.ts";
import type { ChargeRow, PaymentErrorRow, PaymentIntentRow, PaymentMethodRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { openDispute } from "./disputes.ts";

/** Stripe's default for online card authorizations (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const authorizationSeconds = 7 * 24 * 3_600;
/** How long money takes from a bank account (https://docs.stripe.com/payments/ach-direct-debit#timing). */
const debitSeconds = 4 * 24 * 3_600;

type NewIntent = Pick<PaymentIntentRow, "amount" | "currency"> & Partial<PaymentIntentRow>;

/** An intent that nobody has tried to pay yet, and of which nobody was told. */
export function newIntentRow({ now }: Moment, given: NewIntent): PaymentIntentRow {
  const id = newId("pi");
  return {
    id,
    created: now,
    clientSecret: `${id}_secret_${randomText(25)}`,
    amountReceived: 0,
    captureMethod: "automatic_async",
    status: "requires_payment_method",
    allowedTypes: null,
    automatic: false,
    confirmationMethod: "automatic",
    returnUrl: null,
    authenticationUrl: null,
    setupFutureUsage: null,
    shipping: null,
    canceledAt: null,
    cancellationReason: null,
    customer: null,
    description: null,
    metadata: {},
    receiptEmail: null,
    statementDescriptor: null,
    statementDescriptorSuffix: null,
    latestCharge: null,
    paymentMethod: null,
    lastPaymentError: null,
    checkoutSession: null,
    invoice: null,
    ...given,
  };
}

/** Makes an intent and tells of it. */
export function newIntent(moment: Moment, given: NewIntent): PaymentIntentRow {
  const row = moment.tx.put("payment_intent", newIntentRow(moment, given));
  emit(moment, "payment_intent.created", serializePaymentIntent(moment.tx, row));
  return row;
}

/** How an intent is confirmed. */
export interface Confirmation {
  /** Where the sandbox is reached, for the page of 3D Secure. */
  origin: string;
  /** 3D Secure was passed already. */
  authenticated?: boolean;
}

/**
 * Tries to pay an intent: the answer's status says how it went. `succeeded` or `requires_capture`, `processing` for a
 * bank account, `requires_action` for 3D Secure, or `requires_payment_method` with a failed charge left behind.
 */
export function confirmIntent(
  moment: Moment,
  before: PaymentIntentRow,
  method: PaymentMethodRow,
  { origin, authenticated }: Confirmation,
): PaymentIntentRow {
  const card = getCard(method.card);
  if (card.authenticates && !authenticated) return askForAuthentication(moment, before, method, origin);
  const { tx } = moment;
  const intent = { ...before, paymentMethod: method.id, authenticationUrl: null, lastPaymentError: null };
  const charge = tx.put("charge", newCharge(moment, intent, method, card));
  if (card.type === "us_bank_account") {
    const row = tx.put("payment_intent", { ...intent, status: "processing", latestCharge: charge.id });
    emit(moment, "charge.pending", serializeCharge(tx, charge));
    emit(moment, "payment_intent.processing", serializePaymentIntent(tx, row));
    return row;
  }
  if (charge.failure) return failIntent(moment, intent, charge, charge.failure);
  const row = tx.put("payment_intent", {
    ...intent,
    status: charge.captured ? "succeeded" : "requires_capture",
    amountReceived: charge.amountCaptured,
    latestCharge: charge.id,
  });
  emit(moment, "charge.succeeded", serializeCharge(tx, charge));
  emit(
    moment,
    charge.captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated",
    serializePaymentIntent(tx, row),
  );
  if (charge.captured) disputeIfAsked(moment, charge);
  return row;
}

/** A test card that is disputed is so as soon as its money is taken. */
export function disputeIfAsked(moment: Moment, charge: ChargeRow) {
  const asks = getCard(getPaymentMethod(moment.tx, charge.paymentMethod).card).disputes;
  if (asks) openDispute(moment, charge, asks);
}

function askForAuthentication(moment: Moment, before: PaymentIntentRow, method: PaymentMethodRow, origin: string) {
  const row = moment.tx.put("payment_intent", {
    ...before,
    status: "requires_action",
    paymentMethod: method.id,
    authenticationUrl: `${origin}/c/authenticate/${before.id}`,
    lastPaymentError: null,
  });
  emit(moment, "payment_intent.requires_action", serializePaymentIntent(moment.tx, row));
  return row;
}

/** The customer did not pass 3D Secure: nothing is charged, and the intent asks for another payment method. */
export function failAuthentication(moment: Moment, before: PaymentIntentRow): PaymentIntentRow {
  const error: PaymentErrorRow = {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    declineCode: null,
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    charge: null,
    paymentMethod: before.paymentMethod ?? "",
  };
  const row = moment.tx.put("payment_intent", {
    ...before,
    status: "requires_payment_method",
    paymentMethod: null,
    authenticationUrl: null,
    lastPaymentError: error,
  });
  emit(moment, "payment_intent.payment_failed", serializePaymentIntent(moment.tx, row));
  return row;
}

/** Leaves a failed charge on the intent, which asks for another payment method, and tells of both. */
export function failIntent(
  moment: Moment,
  intent: PaymentIntentRow,
  charge: ChargeRow,
  failure: NonNullable<ChargeRow["failure"]>,
): PaymentIntentRow {
  const { tx } = moment;
  const lastPaymentError = {
    ...failure,
    type: "card_error",
    charge: charge.id,
    paymentMethod: charge.paymentMethod,
  } as const;
  const row = tx.put("payment_intent", {
    ...intent,
    status: "requires_payment_method",
    latestCharge: charge.id,
    paymentMethod: null,
    lastPaymentError,
  });
  emit(moment, "charge.failed", serializeCharge(tx, charge));
  emit(moment, "payment_intent.payment_failed", serializePaymentIntent(tx, row));
  return row;
}

/** Ends a payment from a bank account: the money arrived, or the bank sent it back. Returns the intent as it is then. */
export function settleDebit(
  moment: Moment,
  before: PaymentIntentRow,
  outcome: "succeeded" | "failed",
): PaymentIntentRow {
  const { tx } = moment;
  const pending = getCharge(tx, before.latestCharge ?? "");
  if (outcome === "failed") {
    const known = getCard(getPaymentMethod(tx, pending.paymentMethod).card).decline;
    const message = "The customer's bank account could not be debited.";
    const failure = known ?? { code: "debit_not_authorized", declineCode: null, message };
    const charge = tx.put("charge", { ...pending, status: "failed", captured: false, settlesAt: null, failure });
    return failIntent(moment, before, charge, failure);
  }
  const charge = tx.put("charge", {
    ...pending,
    status: "succeeded",
    captured: true,
    amountCaptured: pending.amount,
    settlesAt: null,
  });
  const row = tx.put("payment_intent", { ...before, status: "succeeded", amountReceived: before.amount });
  emit(moment, "charge.succeeded", serializeCharge(tx, charge));
  emit(moment, "payment_intent.succeeded", serializePaymentIntent(tx, row));
  return row;
}

function newCharge({ now }: Moment, intent: PaymentIntentRow, method: PaymentMethodRow, card: TestCard): ChargeRow {
  const manual = intent.captureMethod === "manual";
  const debit = card.type === "us_bank_account";
  const failure = debit ? null : (card.decline ?? null);
  const captured = !failure && !manual && !debit;
  return {
    // Stripe calls a payment that is not a card's `py_…`.
    id: newId(debit ? "py" : "ch"),
    created: now,
    amount: intent.amount,
    amountCaptured: captured ? intent.amount : 0,
    amountRefunded: 0,
    captured: captured || debit,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    metadata: intent.metadata,
    paymentIntent: intent.id,
    paymentMethod: method.id,
    receiptEmail: intent.receiptEmail,
    status: debit ? "pending" : failure ? "failed" : "succeeded",
    settlesAt: debit && card.settles !== "never" ? now + debitSeconds : null,
    disputed: false,
    failure,
    captureBefore: manual && !failure ? now + authorizationSeconds : null,
  };
}
