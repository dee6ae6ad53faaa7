import type { BillingDiscount } from "../billing-rows.ts";
import { draftInvoice, finalizeInvoice, markPaid, newLine } from "../billing/invoices.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { serializeSession } from "../resources/checkout-session-objects.ts";
import { getCustomer, serializeLive } from "../resources/customer-objects.ts";
import { attachMethod, getPaymentMethod } from "../resources/payment-methods.ts";
import { getPrice } from "../resources/prices.ts";
import type { CheckoutSessionRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { redeemDiscount } from "./discounts.ts";
import { totalsOf } from "./totals.ts";

/** Completes a session: the discount is used up, what was typed goes to the customer, and the world is told. */
export function complete(
  moment: Moment,
  session: CheckoutSessionRow,
  paymentStatus: CheckoutSessionRow["paymentStatus"],
): CheckoutSessionRow {
  const { tx } = moment;
  const done = tx.put("checkout_session", { ...session, status: "complete", paymentStatus });
  redeemDiscount(moment, done);
  updateCustomer(moment, done);
  saveMethod(moment, done);
  const row = paymentStatus === "unpaid" ? done : withInvoice(moment, done);
  emit(moment, "checkout.session.completed", serializeSession(tx, row));
  return row;
}

/** Keeps what was typed of a session whose payment did not go through; it stays open. */
export function keepTried({ tx }: Moment, session: CheckoutSessionRow): CheckoutSessionRow {
  return tx.put("checkout_session", session);
}

/** The money of a complete session came after all, or did not. Only delayed payments are told of. */
export function settleLater(moment: Moment, session: CheckoutSessionRow, paid: boolean, delayed: boolean) {
  const { tx } = moment;
  const settled = tx.put("checkout_session", { ...session, paymentStatus: paid ? "paid" : "unpaid" });
  const row = paid ? withInvoice(moment, settled) : settled;
  if (!delayed) return row;
  emit(
    moment,
    paid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
    serializeSession(tx, row),
  );
  return row;
}

/** `customer_update`: name and address as typed go to the customer; a tax needs the address anyway. */
function updateCustomer(moment: Moment, { customer: id, customerUpdate, payer, address }: CheckoutSessionRow) {
  if (id === null) return;
  const before = getCustomer(moment.tx, id);
  const row = {
    ...before,
    name: customerUpdate.name && payer?.name ? payer.name : before.name,
    address: customerUpdate.address && address ? address : before.address,
  };
  if (JSON.stringify(row) === JSON.stringify(before)) return;
  emit(moment, "customer.updated", serializeLive(moment.tx.put("customer", row)), serializeLive(before));
}

/** `setup_future_usage`: the card that paid is the customer's from now on. */
function saveMethod(moment: Moment, { customer, paymentIntent, mode }: CheckoutSessionRow) {
  const intent = paymentIntent === null ? undefined : moment.tx.get("payment_intent", paymentIntent);
  if (mode !== "payment" || customer === null || !intent?.setupFutureUsage || !intent.paymentMethod) return;
  attachMethod(moment, getPaymentMethod(moment.tx, intent.paymentMethod), customer);
}

/** `invoice_creation`: the invoice of a payment that was made, paid from its first moment. */
function withInvoice(moment: Moment, session: CheckoutSessionRow): CheckoutSessionRow {
  const { tx, now } = moment;
  if (session.mode !== "payment" || !session.invoiceCreation || session.customer === null || session.invoice !== null)
    return session;
  const draft = draftInvoice(moment, {
    ...session.invoiceCreation,
    customer: session.customer,
    currency: session.currency,
    origin: new URL(session.url).origin,
    automaticTax: session.automaticTax,
    discount: discountOf(moment, session),
    lines: totalsOf(tx, session).lines.map(({ item, subtotal }) => {
      const description = tx.get("product", getPrice(tx, item.price).product)?.name ?? null;
      const { price, quantity } = item;
      return newLine({ amount: subtotal, description, price, quantity }, { start: now, end: now });
    }),
  });
  const open = finalizeInvoice(moment, draft);
  if (session.paymentIntent !== null) {
    const { total } = totalsOf(tx, session);
    tx.put("invoice_payment", {
      id: newId("inpay"),
      created: now,
      invoice: open.id,
      paymentIntent: session.paymentIntent,
      amountRequested: total,
      amountPaid: null,
      currency: session.currency,
      status: "open",
      paidAt: null,
      canceledAt: null,
    });
  }
  const paid = markPaid(moment, open, { intent: session.paymentIntent ?? undefined });
  return tx.put("checkout_session", { ...session, invoice: paid.id });
}

/** The session's discount, as a subscription or an invoice holds it. */
export function discountOf({ tx, now }: Pick<Moment, "now"> & { tx: Reader }, session: CheckoutSessionRow) {
  if (!session.discount) return null;
  const coupon = tx.get("coupon", session.discount.coupon);
  const months = coupon?.duration === "repeating" ? coupon.durationInMonths : null;
  const until = new Date(now * 1_000);
  until.setUTCMonth(until.getUTCMonth() + (months ?? 0));
  const { promotionCode } = session.discount;
  const discount: BillingDiscount = {
    id: newId("di"),
    coupon: session.discount.coupon,
    promotionCode,
    start: now,
    end: months === null ? null : Math.floor(until.getTime() / 1_000),
  };
  return discount;
}
