import { amountsOf } from "../billing/amounts.ts";
import { charge, finalize } from "../billing/collect.ts";
import { addInvoiceItem } from "../billing/items.ts";
import {
  changeSubscription,
  createSubscription,
  expireIncomplete,
  invoicePeriod,
  tellCreated,
} from "../billing/subscriptions.ts";
import type { SubscriptionRow } from "../billing-rows.ts";
import type { Moment, Reader } from "../moment.ts";
import { getInvoice } from "../resources/invoice-objects.ts";
import { attachMethod } from "../resources/payment-methods.ts";
import { getPrice } from "../resources/prices.ts";
import { getSubscription } from "../resources/subscription-objects.ts";
import type { CheckoutSessionRow, PaymentMethodRow } from "../rows.ts";
import { complete, discountOf, keepTried } from "./complete.ts";
import { totalsOf } from "./totals.ts";

/**
 * Begins the subscription of a session and charges its first invoice. A refused card leaves the subscription incomplete
 * and the session open; the next try takes both up again.
 */
export function subscribe(
  moment: Moment,
  session: CheckoutSessionRow,
  method: PaymentMethodRow | undefined,
): CheckoutSessionRow {
  const { tx } = moment;
  const { id } = pendingOf(moment, session) ?? begin(moment, session);
  const tried = { ...session, pendingSubscription: id };
  const invoice = getInvoice(tx, getSubscription(tx, id).latestInvoice ?? "");
  if (invoice.status === "open" && method) charge(moment, invoice, method, new URL(session.url).origin);
  if (!getSubscription(tx, id).told) tellCreated(moment, id);
  return afterFirstInvoice(moment, tried, method);
}

/** Lets an open session follow what became of its subscription's first invoice. */
export function afterFirstInvoice(
  moment: Moment,
  session: CheckoutSessionRow,
  method: PaymentMethodRow | undefined,
): CheckoutSessionRow {
  const { tx } = moment;
  const subscription = getSubscription(tx, session.pendingSubscription ?? "");
  if (subscription.status !== "active") return keepTried(moment, session);
  if (method && session.customer !== null) {
    const { id } = attachMethod(moment, method, session.customer);
    changeSubscription(moment, subscription, { defaultPaymentMethod: id });
  }
  const invoice = getInvoice(tx, subscription.latestInvoice ?? "");
  const status = amountsOf(invoice).due === 0 ? "no_payment_required" : invoice.status === "paid" ? "paid" : "unpaid";
  const { id } = subscription;
  return complete(moment, { ...session, subscription: id, pendingSubscription: null, invoice: invoice.id }, status);
}

/** The subscription of an earlier try, if it still is what the page says; one that is not comes to its end. */
function pendingOf(moment: Moment, session: CheckoutSessionRow): SubscriptionRow | undefined {
  const { tx } = moment;
  const row = session.pendingSubscription === null ? undefined : tx.get("subscription", session.pendingSubscription);
  if (row?.status !== "incomplete") return undefined;
  if (totalOf(tx, row) === totalsOf(tx, session).total) return row;
  expireIncomplete(moment, row);
  return undefined;
}

const totalOf = (tx: Reader, row: SubscriptionRow) => amountsOf(getInvoice(tx, row.latestInvoice ?? "")).total;

function begin(moment: Moment, session: CheckoutSessionRow): SubscriptionRow {
  const { tx, now } = moment;
  const customer = session.customer ?? "";
  // The tax of the first invoice is that of the place typed on the page.
  const known = tx.get("customer", customer);
  if (known && session.automaticTax && session.address) tx.put("customer", { ...known, address: session.address });
  const [recurring, once] = [true, false].map((recurs) =>
    session.lineItems.filter((item) => (getPrice(tx, item.price).recurring !== null) === recurs),
  );
  const row = createSubscription(moment, {
    customer,
    items: recurring ?? [],
    ...session.subscriptionData,
    automaticTax: session.automaticTax,
    discount: discountOf(moment, session),
    saveDefaultPaymentMethod: "off",
  });
  for (const { price, quantity } of once ?? []) {
    const { unitAmount, currency, product } = getPrice(tx, price);
    addInvoiceItem(moment, {
      customer,
      subscription: row.id,
      price,
      quantity,
      amount: unitAmount * quantity,
      currency,
      description: tx.get("product", product)?.name ?? null,
      proration: false,
      periodStart: now,
      periodEnd: now,
      metadata: {},
    });
  }
  const { origin } = new URL(session.url);
  const draft = invoicePeriod(moment, row, { billingReason: "subscription_create", autoAdvance: true, origin });
  finalize(moment, draft);
  return getSubscription(tx, row.id);
}
