import type { BillingDiscount, InvoiceLineRow, InvoiceRow, SubscriptionRow } from "../billing-rows.ts";
import { invalidRequest } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { cancelIntent } from "../payments/cancel.ts";
import { getCustomer, invoicePrefix, serializeLive } from "../resources/customer-objects.ts";
import { getInvoice, serializeInvoice, serializeInvoicePayment } from "../resources/invoice-objects.ts";
import { emit } from "../webhook-events.ts";
import { amountsOf, priced } from "./amounts.ts";
import { takePendingItems } from "./items.ts";

/** A draft waits an hour before it finalizes (https://docs.stripe.com/invoicing/integration/automatic-advancement-collection). */
const draftSeconds = 3_600;

/** What a new invoice is made of; what is left out is as for an invoice made by hand. */
export type NewInvoice = Pick<InvoiceRow, "customer" | "currency" | "origin"> &
  Partial<
    Pick<
      InvoiceRow,
      | "automaticTax"
      | "autoAdvance"
      | "billingReason"
      | "collectionMethod"
      | "defaultPaymentMethod"
      | "description"
      | "discount"
      | "dueDate"
      | "footer"
      | "lines"
      | "metadata"
      | "periodEnd"
      | "periodStart"
    >
  > & { subscription?: SubscriptionRow; withPendingItems?: boolean };

/** Makes a draft, with the customer's pending invoice items if asked, and tells of it. */
export function draftInvoice(moment: Moment, given: NewInvoice): InvoiceRow {
  const { tx, now } = moment;
  const { subscription, withPendingItems, lines = [], ...more } = given;
  const id = newId("in");
  const pending = withPendingItems ? takePendingItems(moment, { ...given, invoice: id }) : [];
  const discount = givenDiscount(tx, given.discount ?? null);
  const row: InvoiceRow = {
    id,
    created: now,
    billingReason: "manual",
    status: "draft",
    collectionMethod: "charge_automatically",
    description: null,
    footer: null,
    metadata: {},
    automaticTax: false,
    autoAdvance: false,
    dueDate: null,
    number: null,
    periodStart: now,
    periodEnd: now,
    amountPaid: 0,
    startingBalance: getCustomer(tx, given.customer).balance,
    endingBalance: null,
    attemptCount: 0,
    nextAttempt: null,
    defaultPaymentMethod: null,
    finalizedAt: null,
    paidAt: null,
    voidedAt: null,
    uncollectibleAt: null,
    paidOutOfBand: false,
    ...more,
    subscription: subscription?.id ?? null,
    subscriptionMetadata: subscription?.metadata ?? null,
    finalizesAt: given.autoAdvance ? now + draftSeconds : null,
    discount,
    lines: [],
  };
  const made = tx.put("invoice", { ...row, lines: priced(tx, [...lines, ...pending], row) });
  emit(moment, "invoice.created", serializeInvoice(tx, made));
  return made;
}

/** A coupon that is used once is over with the first invoice; one for some months when they have passed. */
const givenDiscount = (tx: Reader, discount: BillingDiscount | null) =>
  discount && tx.get("coupon", discount.coupon) ? discount : null;

/** A line of an invoice, without discount and tax. */
export function newLine(
  given: Pick<InvoiceLineRow, "amount" | "description" | "price" | "quantity"> & Partial<InvoiceLineRow>,
  period: { start: number; end: number },
): InvoiceLineRow {
  return {
    id: newId("il"),
    periodStart: period.start,
    periodEnd: period.end,
    proration: false,
    subscriptionItem: null,
    invoiceItem: null,
    discountAmount: 0,
    taxAmount: 0,
    taxOnTop: 0,
    metadata: {},
    ...given,
  };
}

/**
 * Makes a draft final: it gets its number, takes the customer's credit or debt, and can be paid. One that costs nothing is paid
 * with it.
 */
export function finalizeInvoice(moment: Moment, before: InvoiceRow): InvoiceRow {
  const { tx, now } = moment;
  const customer = getCustomer(tx, before.customer);
  const lines = priced(tx, before.lines, before);
  const startingBalance = customer.balance;
  const { total } = amountsOf({ lines, startingBalance, endingBalance: null });
  // A debt is asked for together with the invoice.
  const endingBalance = total < 0 ? startingBalance + total : Math.min(0, startingBalance + total);
  tx.put("customer", {
    ...customer,
    nextInvoice: customer.nextInvoice + 1,
    balance: endingBalance,
    currency: customer.currency ?? before.currency,
  });
  const row = tx.put("invoice", {
    ...before,
    lines,
    startingBalance,
    endingBalance,
    status: "open",
    finalizedAt: now,
    finalizesAt: null,
    number: `${invoicePrefix(customer)}-${String(customer.nextInvoice).padStart(4, "0")}`,
    nextAttempt: null,
  });
  emit(moment, "invoice.finalized", serializeInvoice(tx, row));
  return row;
}

/** Marks an open invoice as paid, by an intent or by other means, and tells of it. */
export function markPaid(
  moment: Moment,
  before: InvoiceRow,
  how: { intent?: string; outOfBand?: boolean },
): InvoiceRow {
  const { tx, now } = moment;
  const { due } = amountsOf(before);
  const row = tx.put("invoice", {
    ...before,
    status: "paid",
    amountPaid: due,
    paidAt: now,
    nextAttempt: null,
    paidOutOfBand: how.outOfBand ?? false,
  });
  for (const payment of tx.list("invoice_payment")) {
    if (payment.invoice !== row.id || payment.status !== "open") continue;
    if (payment.paymentIntent === how.intent) {
      const paid = tx.put("invoice_payment", { ...payment, status: "paid", amountPaid: due, paidAt: now });
      emit(moment, "invoice_payment.paid", serializeInvoicePayment(paid));
    } else cancelPayment(moment, payment.id);
  }
  const customer = getCustomer(tx, row.customer);
  if (customer.delinquent) tx.put("customer", { ...customer, delinquent: false });
  emit(moment, "invoice.paid", serializeInvoice(tx, row));
  emit(moment, "invoice.payment_succeeded", serializeInvoice(tx, row));
  return row;
}

/** Notes that charging an open invoice failed; the customer is delinquent until it is paid. */
export function noteFailure(moment: Moment, before: InvoiceRow, nextAttempt: number | null): InvoiceRow {
  const { tx } = moment;
  const row = tx.put("invoice", { ...before, nextAttempt, autoAdvance: before.autoAdvance && nextAttempt !== null });
  const customer = getCustomer(tx, row.customer);
  if (!customer.delinquent) {
    const late = tx.put("customer", { ...customer, delinquent: true });
    emit(moment, "customer.updated", serializeLive(late), serializeLive(customer));
  }
  emit(moment, "invoice.payment_failed", serializeInvoice(tx, row));
  return row;
}

/** The intent of an open invoice's payment, if there is one. */
export function openPaymentOf(tx: Reader, invoice: string) {
  return tx.list("invoice_payment").findLast((row) => row.invoice === invoice && row.status === "open");
}

function cancelPayment({ tx, now }: Moment, id: string) {
  const row = tx.get("invoice_payment", id);
  if (row?.status === "open") tx.put("invoice_payment", { ...row, status: "canceled", canceledAt: now });
}

/** Ends an open invoice unpaid: void (it never was) or uncollectible (a bad debt). Its payment is canceled when it is void. */
export function endUnpaid(moment: Moment, before: InvoiceRow, status: "uncollectible" | "void"): InvoiceRow {
  const { tx, now } = moment;
  const row = tx.put("invoice", {
    ...before,
    status,
    nextAttempt: null,
    finalizesAt: null,
    autoAdvance: false,
    ...(status === "void" ? { voidedAt: now } : { uncollectibleAt: now }),
  });
  if (status === "void") {
    const payment = openPaymentOf(tx, row.id);
    const intent = payment && tx.get("payment_intent", payment.paymentIntent);
    if (payment) cancelPayment(moment, payment.id);
    if (intent && intent.status !== "succeeded" && intent.status !== "canceled")
      cancelIntent(moment, intent, "void_invoice");
  }
  emit(moment, status === "void" ? "invoice.voided" : "invoice.marked_uncollectible", serializeInvoice(tx, row));
  return row;
}

/** The invoice, if it is in one of these states. @throws StripeApiError 400 otherwise. */
export function invoiceIn(tx: Reader, id: string, states: InvoiceRow["status"][], deed: string): InvoiceRow {
  const row = getInvoice(tx, id);
  if (states.includes(row.status)) return row;
  if (row.status === "paid" && deed === "paid") throw invalidRequest("Invoice is already paid");
  throw invalidRequest(
    `This invoice is ${row.status}; only an invoice that is ${states.join(" or ")} can be ${deed}.`,
    {
      code: states.includes("draft") && states.length === 1 ? "invoice_not_editable" : "status_transition_invalid",
    },
  );
}
