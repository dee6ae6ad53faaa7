import { followIntent } from "./billing/collect.ts";
import { getCard } from "./cards.ts";
import { settleLater } from "./checkout/complete.ts";
import { afterIntent } from "./checkout/pay.ts";
import { afterFirstInvoice } from "./checkout/subscribe.ts";
import type { Due, Moment, Reader } from "./moment.ts";
import { confirmIntent, failAuthentication, settleDebit } from "./payments/attempt.ts";
import { getCharge } from "./resources/charges.ts";
import { getPaymentIntent } from "./resources/payment-intent-objects.ts";
import { getPaymentMethod } from "./resources/payment-methods.ts";
import type { CheckoutSessionRow, PaymentIntentRow } from "./rows.ts";

/** Lets everything that waits for an intent (its invoice, its session) follow what became of it. */
export function follow(moment: Moment, intent: PaymentIntentRow, delayed = false) {
  const { tx } = moment;
  const invoice = intent.invoice === null ? undefined : tx.get("invoice", intent.invoice);
  if (invoice) followIntent(moment, intent, invoice);
  const session = sessionOf(tx, intent, invoice?.subscription ?? null);
  if (!session) return;
  if (session.status === "complete" && session.paymentStatus === "unpaid") {
    if (intent.status === "succeeded") settleLater(moment, session, true, delayed);
    else if (intent.status === "requires_payment_method" && delayed) settleLater(moment, session, false, true);
  } else if (session.status === "open") {
    const method = intent.paymentMethod === null ? undefined : getPaymentMethod(tx, intent.paymentMethod);
    if (session.mode === "subscription") afterFirstInvoice(moment, session, method);
    else afterIntent(moment, session, intent);
  }
}

/** The session that an intent belongs to, itself or by its subscription's first invoice. */
export function sessionOf(tx: Reader, intent: PaymentIntentRow, subscription: string | null) {
  if (intent.checkoutSession !== null) return tx.get("checkout_session", intent.checkoutSession);
  if (subscription === null) return undefined;
  const isOf = (row: CheckoutSessionRow) =>
    row.subscription === subscription || row.pendingSubscription === subscription;
  return tx.list("checkout_session").find((row) => isOf(row) && firstInvoice(tx, subscription) === intent.invoice);
}

const firstInvoice = (tx: Reader, subscription: string) =>
  tx.list("invoice").find((row) => row.subscription === subscription)?.id;

/** Ends a payment from a bank account, with all that follows. */
export function settle(moment: Moment, intent: PaymentIntentRow, outcome: "succeeded" | "failed") {
  follow(moment, settleDebit(moment, intent, outcome), true);
}

/** The customer passed 3D Secure, or confirmed a bank account, or did not, with all that follows. */
export function authenticate(moment: Moment, intent: PaymentIntentRow, passed: boolean, origin: string) {
  const method = getPaymentMethod(moment.tx, intent.paymentMethod ?? "");
  const after = passed
    ? confirmIntent(moment, intent, method, { origin, authenticated: true })
    : failAuthentication(moment, intent);
  follow(moment, after, getCard(method.card).type === "us_bank_account");
}

/** The payments from bank accounts that arrive or come back by then. */
export function debits(tx: Reader, by: number): Due[] {
  return tx.list("payment_intent").flatMap((row): Due[] => {
    const at = row.status === "processing" && row.latestCharge ? getCharge(tx, row.latestCharge).settlesAt : null;
    if (at === null || at > by) return [];
    const run = (moment: Moment) => {
      const intent = getPaymentIntent(moment.tx, row.id);
      if (intent.status !== "processing") return;
      settle(moment, intent, outcomeOf(moment.tx, intent));
    };
    return [{ at, run }];
  });
}

function outcomeOf(tx: Reader, intent: PaymentIntentRow): "succeeded" | "failed" {
  const { paymentMethod } = getCharge(tx, intent.latestCharge ?? "");
  return getCard(getPaymentMethod(tx, paymentMethod).card).settles === "failed" ? "failed" : "succeeded";
}
