import { getCard, type TestCard } from "../cards.ts";
import type { Moment } from "../moment.ts";
import { confirmIntent, newIntent } from "../payments/attempt.ts";
import { serializeCustomer } from "../resources/customer-objects.ts";
import { newCustomer } from "../resources/customers.ts";
import { getPaymentMethod, newMethod } from "../resources/payment-methods.ts";
import type { CheckoutSessionRow, PaymentIntentRow, PaymentMethodRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { complete, keepTried } from "./complete.ts";
import { subscribe } from "./subscribe.ts";
import { placeOf, totalsOf } from "./totals.ts";

/** Who pays, as typed on the page. */
export interface Payer {
  email: string | null;
  name: string | null;
}

/** With what: a test card or account, one that the customer saved, or nothing at all. */
export type Means = { card: TestCard } | { saved: string } | undefined;

/**
 * Pays a session. A refused payment leaves it open with the failure on its intent.
 * @returns the session as it is then: complete, or open with an intent that asks for another card or for 3D Secure
 */
export function paySession(moment: Moment, open: CheckoutSessionRow, means: Means, payer: Payer): CheckoutSessionRow {
  const session = withCustomer(moment, { ...open, payer });
  const method = means && methodOf(moment, session, means, payer);
  if (session.mode === "subscription") return subscribe(moment, session, method);
  if (!method) return complete(moment, session, "no_payment_required");
  const intent = confirmIntent(moment, intentFor(moment, session), method, { origin: new URL(session.url).origin });
  return afterIntent(moment, { ...session, paymentIntent: intent.id }, intent);
}

/** Lets an open session follow what became of its intent. */
export function afterIntent(moment: Moment, session: CheckoutSessionRow, intent: PaymentIntentRow): CheckoutSessionRow {
  switch (intent.status) {
    case "succeeded":
      return complete(moment, session, "paid");
    // Only authorized money, or money on its way, is not there yet.
    case "requires_capture":
    case "processing":
      return complete(moment, session, "unpaid");
    case "requires_action":
      // 3D Secure is answered on the page; an account is confirmed long after it.
      return getCard(getPaymentMethod(moment.tx, intent.paymentMethod ?? "").card).type === "us_bank_account"
        ? complete(moment, session, "unpaid")
        : keepTried(moment, session);
    default:
      return keepTried(moment, session);
  }
}

function methodOf(
  moment: Moment,
  session: CheckoutSessionRow,
  means: NonNullable<Means>,
  payer: Payer,
): PaymentMethodRow {
  if ("saved" in means) return getPaymentMethod(moment.tx, means.saved);
  const address = placeOf(moment.tx, session);
  // It is the customer's once a payment with it went well; see complete.ts.
  return newMethod(moment, means.card, { ...payer, address });
}

/** Makes the customer where one is needed and none is known. */
function withCustomer(moment: Moment, session: CheckoutSessionRow): CheckoutSessionRow {
  const { tx } = moment;
  const needed = session.mode === "subscription" || session.customerCreation === "always" || session.invoiceCreation;
  if (session.customer !== null || !needed) return session;
  const { email, name } = session.payer ?? { email: null, name: null };
  const customer = tx.put("customer", { ...newCustomer(moment), email, name, address: session.address });
  const serialized = serializeCustomer(customer);
  if (!("deleted" in serialized)) emit(moment, "customer.created", serialized);
  return tx.put("checkout_session", { ...session, customer: customer.id });
}

/** The session's intent, made at the first attempt and brought to the present total. */
function intentFor(moment: Moment, session: CheckoutSessionRow): PaymentIntentRow {
  const { tx } = moment;
  const amount = totalsOf(tx, session).total;
  const before = session.paymentIntent === null ? undefined : tx.get("payment_intent", session.paymentIntent);
  if (before) return tx.put("payment_intent", { ...before, amount });
  return newIntent(moment, {
    ...session.paymentIntentData,
    amount,
    currency: session.currency,
    allowedTypes: session.allowedTypes,
    customer: session.customer,
    checkoutSession: session.id,
  });
}
