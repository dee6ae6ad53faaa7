import type { InvoiceRow, SubscriptionRow } from "../billing-rows.ts";
import { StripeApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { confirmIntent, newIntent } from "../payments/attempt.ts";
import { getCustomer } from "../resources/customer-objects.ts";
import { getInvoice, serializeInvoice } from "../resources/invoice-objects.ts";
import { serializePaymentIntent } from "../resources/payment-intent-objects.ts";
import { getPaymentMethod } from "../resources/payment-methods.ts";
import { getSubscription } from "../resources/subscription-objects.ts";
import type { PaymentIntentRow, PaymentMethodRow } from "../rows.ts";
import { settingsOf } from "../settings.ts";
import { emit } from "../webhook-events.ts";
import { amountsOf } from "./amounts.ts";
import { finalizeInvoice, markPaid, noteFailure, openPaymentOf } from "./invoices.ts";
import { cancelSubscription, changeSubscription } from "./subscriptions.ts";

const day = 24 * 3_600;

/** The payment method that an invoice is charged to: its own, the subscription's, or the customer's. */
export function methodFor(tx: Reader, invoice: InvoiceRow): PaymentMethodRow | undefined {
  const subscription = invoice.subscription === null ? undefined : getSubscription(tx, invoice.subscription);
  const id =
    invoice.defaultPaymentMethod ??
    subscription?.defaultPaymentMethod ??
    getCustomer(tx, invoice.customer).defaultPaymentMethod;
  return id === null ? undefined : getPaymentMethod(tx, id);
}

/** The intent by which an open invoice is being paid, if there is one yet. */
export function openIntentOf(tx: Reader, invoice: string): PaymentIntentRow | undefined {
  const payment = openPaymentOf(tx, invoice);
  return payment && tx.get("payment_intent", payment.paymentIntent);
}

/** The intent of an open invoice, made when there is none. */
export function intentOf(moment: Moment, invoice: InvoiceRow): PaymentIntentRow {
  const { tx, now } = moment;
  const before = openIntentOf(tx, invoice.id);
  if (before && before.status !== "canceled") return before;
  const { due } = amountsOf(invoice);
  const intent = newIntent(moment, {
    amount: due,
    currency: invoice.currency,
    customer: invoice.customer,
    description:
      invoice.billingReason === "subscription_create"
        ? "Subscription creation"
        : (invoice.description ?? (invoice.subscription ? "Subscription update" : "Payment for Invoice")),
    receiptEmail: getCustomer(tx, invoice.customer).email,
    invoice: invoice.id,
    setupFutureUsage: invoice.billingReason === "subscription_create" ? "off_session" : null,
  });
  tx.put("invoice_payment", {
    id: newId("inpay"),
    created: now,
    invoice: invoice.id,
    paymentIntent: intent.id,
    amountRequested: due,
    amountPaid: null,
    currency: invoice.currency,
    status: "open",
    paidAt: null,
    canceledAt: null,
  });
  return intent;
}

/** Makes a draft final; what costs nothing is paid with that. */
export function finalize(moment: Moment, draft: InvoiceRow): InvoiceRow {
  const row = finalizeInvoice(moment, draft);
  if (amountsOf(row).due === 0) return settlePaid(moment, row, {});
  intentOf(moment, row);
  return row;
}

/** Charges an open invoice to a payment method; without one nothing is tried, and the invoice counts as failed. */
export function charge(moment: Moment, open: InvoiceRow, method: PaymentMethodRow | undefined, origin = open.origin) {
  const intent = intentOf(moment, open);
  const row = moment.tx.put("invoice", { ...open, attemptCount: open.attemptCount + 1 });
  if (!method) return settleFailed(moment, row);
  const tried = confirmIntent(moment, intent, method, { origin });
  return followIntent(moment, tried, row);
}

/** Lets an invoice follow what became of its intent. */
export function followIntent(moment: Moment, intent: PaymentIntentRow, open: InvoiceRow): InvoiceRow {
  if (open.status !== "open" && open.status !== "uncollectible") return open;
  switch (intent.status) {
    case "succeeded":
      return settlePaid(moment, open, { intent: intent.id });
    case "processing":
      // Money on its way is trusted: the subscription is active meanwhile.
      activate(moment, open);
      return getInvoice(moment.tx, open.id);
    case "requires_action":
      emit(moment, "invoice.payment_action_required", serializeInvoice(moment.tx, open));
      // The customer of a first payment is there to answer; nobody is when a renewal is charged.
      return open.billingReason === "subscription_create" ? open : settleFailed(moment, open);
    default:
      return settleFailed(moment, open);
  }
}

/** Marks an invoice as paid and lets its subscription live on. */
export function settlePaid(
  moment: Moment,
  open: InvoiceRow,
  how: { intent?: string; outOfBand?: boolean },
): InvoiceRow {
  const { tx } = moment;
  const row = markPaid(moment, open, how);
  const intent = how.intent === undefined ? undefined : tx.get("payment_intent", how.intent);
  const subscription = row.subscription === null ? undefined : getSubscription(tx, row.subscription);
  // The method of the first payment stays the subscription's, where that was asked for.
  if (subscription?.saveDefaultPaymentMethod === "on_subscription" && intent?.paymentMethod)
    tx.put("subscription", { ...subscription, defaultPaymentMethod: intent.paymentMethod });
  activate(moment, row);
  return getInvoice(tx, row.id);
}

function activate(moment: Moment, invoice: InvoiceRow) {
  const row = invoice.subscription === null ? undefined : getSubscription(moment.tx, invoice.subscription);
  if (!row || row.status === "canceled" || row.status === "incomplete_expired") return;
  // An older invoice that is paid does not heal what the newest one owes.
  if (row.latestInvoice !== invoice.id) return;
  const status = row.trialEnd !== null && row.trialEnd > moment.now ? "trialing" : "active";
  changeSubscription(moment, row, { status });
}

/** Notes a failed charge, plans the next try, and lets the subscription follow: past due, and in the end as the settings say. */
function settleFailed(moment: Moment, open: InvoiceRow): InvoiceRow {
  const { tx, now } = moment;
  const subscription = open.subscription === null ? undefined : getSubscription(tx, open.subscription);
  const { retryDays, afterRetries } = settingsOf(tx);
  const retried = subscription !== undefined && subscription.status !== "incomplete" && open.autoAdvance;
  const wait = retried ? retryDays[open.attemptCount - 1] : undefined;
  const row = noteFailure(moment, open, wait === undefined ? null : now + Math.round(wait * day));
  if (!subscription || subscription.status === "incomplete" || subscription.status === "canceled") return row;
  const over = retried && wait === undefined;
  if (over && afterRetries === "cancel") cancelSubscription(moment, subscription, { reason: "payment_failed" });
  else changeSubscription(moment, subscription, { status: statusAfter(subscription, over, afterRetries) });
  return getInvoice(tx, row.id);
}

function statusAfter(
  { status }: SubscriptionRow,
  over: boolean,
  afterRetries: ReturnType<typeof settingsOf>["afterRetries"],
): SubscriptionRow["status"] {
  if (status === "unpaid" || (over && afterRetries === "mark_unpaid")) return "unpaid";
  return "past_due";
}

/** Why an invoice could not be charged, as the API says it. */
export function paymentError(tx: Reader, invoice: InvoiceRow): StripeApiError {
  const intent = openIntentOf(tx, invoice.id);
  if (intent?.status === "requires_action") {
    return new StripeApiError(402, {
      type: "card_error",
      code: "invoice_payment_intent_requires_action",
      message:
        "Payment for this invoice requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
      payment_intent: serializePaymentIntent(tx, intent),
    });
  }
  const failure = intent?.lastPaymentError;
  if (!intent || !failure) {
    return new StripeApiError(400, {
      type: "invalid_request_error",
      message:
        "There is no default_payment_method set on this Customer or Invoice. Please set a default payment method or pass one.",
    });
  }
  return new StripeApiError(402, {
    type: "card_error",
    code: failure.code,
    message: failure.message,
    ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
    ...(failure.charge === null ? {} : { charge: failure.charge }),
    payment_intent: serializePaymentIntent(tx, intent),
  });
}
