import type Stripe from "stripe";
import { z } from "zod";
import { charge, finalize, methodFor, paymentError, settlePaid } from "../billing/collect.ts";
import { priced } from "../billing/amounts.ts";
import { draftInvoice, endUnpaid, invoiceIn } from "../billing/invoices.ts";
import { addInvoiceItem, lineOfItem } from "../billing/items.ts";
import type { InvoiceItemRow, InvoiceRow } from "../billing-rows.ts";
import { invalidParameter, invalidRequest, notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import {
  currency,
  integer,
  listing,
  mergeMetadata,
  metadata,
  noParams,
  page,
  paramsOf,
  text,
  truth,
} from "../params.ts";
import { route, type Call } from "../routing.ts";
import { emit } from "../webhook-events.ts";
import { getCustomer } from "./customer-objects.ts";
import {
  getInvoice,
  serializeInvoice,
  serializeInvoiceItem,
  serializeInvoicePayment,
  serializeLine,
} from "./invoice-objects.ts";
import { getPaymentMethod, usableMethod } from "./payment-methods.ts";
import { createInlinePrice, getPrice } from "./prices.ts";
import { getSubscription } from "./subscription-objects.ts";

const day = 24 * 3_600;
const createParams = paramsOf<Stripe.InvoiceCreateParams>()({
  auto_advance: truth.optional(),
  automatic_tax: z.strictObject({ enabled: truth }).optional(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  currency: currency.optional(),
  customer: text(255),
  days_until_due: integer(0, 365).optional(),
  default_payment_method: text(255).optional(),
  description: text(1_500).optional(),
  footer: text().optional(),
  metadata: metadata.optional(),
  pending_invoice_items_behavior: z.enum(["exclude", "include"]).optional(),
  subscription: text(255).optional(),
});
const updateParams = paramsOf<Stripe.InvoiceUpdateParams>()({
  auto_advance: truth.optional(),
  default_payment_method: text(255).optional(),
  description: text(1_500).optional(),
  footer: text().optional(),
  metadata: metadata.optional(),
});
const payParams = paramsOf<Stripe.InvoicePayParams>()({
  off_session: truth.optional(),
  paid_out_of_band: truth.optional(),
  payment_method: text(255).optional(),
});
const finalizeParams = paramsOf<Stripe.InvoiceFinalizeInvoiceParams>()({ auto_advance: truth.optional() });
const listParams = paramsOf<Stripe.InvoiceListParams>()({
  ...listing,
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  customer: text(255).optional(),
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  subscription: text(255).optional(),
});
const linesParams = paramsOf<Stripe.InvoiceListLineItemsParams>()(page);
const itemParams = paramsOf<Stripe.InvoiceItemCreateParams>()({
  amount: integer(-99_999_999, 99_999_999).optional(),
  currency: currency.optional(),
  customer: text(255),
  description: text().optional(),
  invoice: text(255).optional(),
  metadata: metadata.optional(),
  pricing: z.strictObject({ price: text(255) }).optional(),
  quantity: integer(1, 999_999).optional(),
  subscription: text(255).optional(),
});
const itemListParams = paramsOf<Stripe.InvoiceItemListParams>()({
  ...listing,
  customer: text(255).optional(),
  invoice: text(255).optional(),
  pending: truth.optional(),
});
const paymentListParams = paramsOf<Stripe.InvoicePaymentListParams>()({
  ...listing,
  invoice: text(255).optional(),
  payment: z.strictObject({ payment_intent: text(255), type: z.literal("payment_intent") }).optional(),
  status: z.enum(["canceled", "open", "paid"]).optional(),
});

function create(call: Call<z.output<typeof createParams>>) {
  const { tx, now, params, origin } = call;
  const customer = getCustomer(tx, params.customer, "customer");
  const subscription = params.subscription ? getSubscription(tx, params.subscription, "subscription") : undefined;
  const sent = params.collection_method === "send_invoice";
  if (sent !== (params.days_until_due !== undefined)) {
    throw invalidParameter("`days_until_due` goes with `collection_method=send_invoice`, and only with it.", {
      param: "days_until_due",
    });
  }
  const row = draftInvoice(call, {
    customer: customer.id,
    currency: params.currency ?? subscription?.currency ?? customer.currency ?? "usd",
    origin,
    subscription,
    automaticTax: params.automatic_tax?.enabled ?? false,
    autoAdvance: params.auto_advance ?? false,
    billingReason: subscription ? "subscription_update" : "manual",
    collectionMethod: params.collection_method ?? "charge_automatically",
    defaultPaymentMethod: params.default_payment_method
      ? getPaymentMethod(tx, params.default_payment_method, "default_payment_method").id
      : null,
    description: params.description ?? null,
    dueDate: params.days_until_due === undefined ? null : now + params.days_until_due * day,
    footer: params.footer ?? null,
    metadata: mergeMetadata({}, params.metadata),
    withPendingItems: params.pending_invoice_items_behavior === "include",
  });
  return serializeInvoice(tx, row);
}

function update(call: Call<z.output<typeof updateParams>>) {
  const { tx, params, now } = call;
  const before = getInvoice(tx, call.id);
  const autoAdvance = params.auto_advance ?? before.autoAdvance;
  const row = tx.put("invoice", {
    ...before,
    autoAdvance,
    finalizesAt: before.status === "draft" && autoAdvance ? (before.finalizesAt ?? now + 3_600) : null,
    defaultPaymentMethod: params.default_payment_method
      ? getPaymentMethod(tx, params.default_payment_method, "default_payment_method").id
      : before.defaultPaymentMethod,
    description: params.description ?? before.description,
    footer: params.footer ?? before.footer,
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  emit(call, "invoice.updated", serializeInvoice(tx, row), serializeInvoice(tx, before));
  return serializeInvoice(tx, row);
}

/** Pays an invoice now, a draft after finalizing it; a refusal is answered with 402 and stays in the books. */
function pay(call: Call<z.output<typeof payParams>>) {
  const { tx, params, origin } = call;
  const before = invoiceIn(tx, call.id, ["draft", "open", "uncollectible"], "paid");
  const open = before.status === "draft" ? finalize(call, before) : before;
  if (open.status === "paid") return serializeInvoice(tx, open);
  if (params.paid_out_of_band) return serializeInvoice(tx, settlePaid(call, open, { outOfBand: true }));
  const method = params.payment_method
    ? usableMethod(call, params.payment_method, "payment_method")
    : methodFor(tx, open);
  // Without a card nothing is tried.
  if (!method) throw paymentError(tx, open);
  const row = charge(call, open, method, origin);
  if (row.status === "paid" || isUnderWay(tx, row)) return serializeInvoice(tx, row);
  return paymentError(tx, row);
}

const isUnderWay = (tx: Reader, row: InvoiceRow) =>
  tx
    .list("invoice_payment")
    .some((one) => one.invoice === row.id && tx.get("payment_intent", one.paymentIntent)?.status === "processing");

function createItem(call: Call<z.output<typeof itemParams>>) {
  const { tx, now, params } = call;
  const customer = getCustomer(tx, params.customer, "customer");
  if ((params.amount === undefined) === (params.pricing === undefined))
    throw invalidParameter("Either `amount` or `pricing` is needed.", { code: "parameter_missing", param: "amount" });
  const quantity = params.quantity ?? 1;
  const unit = params.currency ?? customer.currency ?? "usd";
  const price = params.pricing
    ? getPrice(tx, params.pricing.price, "pricing[price]")
    : createInlinePrice(
        call,
        {
          currency: unit,
          unit_amount: params.amount ?? 0,
          product_data: { name: params.description ?? "Invoice item" },
        },
        "amount",
      );
  const invoice = params.invoice ? invoiceIn(tx, params.invoice, ["draft"], "changed") : undefined;
  const row = addInvoiceItem(call, {
    customer: customer.id,
    subscription: params.subscription ? getSubscription(tx, params.subscription, "subscription").id : null,
    invoice: invoice?.id ?? null,
    price: price.id,
    quantity,
    amount: price.unitAmount * quantity,
    currency: price.currency,
    description: params.description ?? tx.get("product", price.product)?.name ?? null,
    proration: false,
    periodStart: now,
    periodEnd: now,
    metadata: mergeMetadata({}, params.metadata),
  });
  if (invoice) tx.put("invoice", { ...invoice, lines: priced(tx, [...invoice.lines, lineOfItem(row)], invoice) });
  return serializeInvoiceItem(tx, row);
}

function getItem(tx: Reader, id: string): InvoiceItemRow {
  const row = tx.get("invoice_item", id);
  if (!row) throw notFound("invoiceitem", id);
  return row;
}

export const invoiceRoutes = [
  route("POST", "/v1/invoices", createParams, create),
  route("GET", "/v1/invoices", listParams, ({ tx, params }) =>
    listPage(
      "/v1/invoices",
      tx.list("invoice"),
      params,
      (row) => serializeInvoice(tx, row),
      (row) => {
        if (params.customer !== undefined && row.customer !== params.customer) return false;
        if (params.subscription !== undefined && row.subscription !== params.subscription) return false;
        if (params.collection_method !== undefined && row.collectionMethod !== params.collection_method) return false;
        return params.status === undefined || row.status === params.status;
      },
    ),
  ),
  route("GET", "/v1/invoices/:id", noParams, ({ tx, id }) => serializeInvoice(tx, getInvoice(tx, id))),
  route("POST", "/v1/invoices/:id", updateParams, update),
  route("DELETE", "/v1/invoices/:id", noParams, (call) => {
    const row = invoiceIn(call.tx, call.id, ["draft"], "deleted");
    for (const item of call.tx.list("invoice_item"))
      if (item.invoice === row.id) call.tx.put("invoice_item", { ...item, invoice: null });
    emit(call, "invoice.deleted", serializeInvoice(call.tx, row));
    call.tx.delete("invoice", row.id);
    return { id: row.id, object: "invoice", deleted: true } satisfies Stripe.DeletedInvoice;
  }),
  route("POST", "/v1/invoices/:id/finalize", finalizeParams, (call) => {
    const draft = invoiceIn(call.tx, call.id, ["draft"], "finalized");
    const autoAdvance = call.params.auto_advance ?? draft.autoAdvance;
    return serializeInvoice(call.tx, finalize(call, { ...draft, autoAdvance }));
  }),
  route("POST", "/v1/invoices/:id/pay", payParams, pay),
  route("POST", "/v1/invoices/:id/void", noParams, (call) =>
    serializeInvoice(
      call.tx,
      endUnpaid(call, invoiceIn(call.tx, call.id, ["open", "uncollectible"], "voided"), "void"),
    ),
  ),
  route("POST", "/v1/invoices/:id/mark_uncollectible", noParams, (call) => {
    const open = invoiceIn(call.tx, call.id, ["open"], "marked as uncollectible");
    return serializeInvoice(call.tx, endUnpaid(call, open, "uncollectible"));
  }),
  route("POST", "/v1/invoices/:id/send", noParams, (call) => {
    const row = invoiceIn(call.tx, call.id, ["open"], "sent");
    emit(call, "invoice.sent", serializeInvoice(call.tx, row));
    return serializeInvoice(call.tx, row);
  }),
  route("GET", "/v1/invoices/:id/lines", linesParams, ({ tx, id, params }) => {
    const row = getInvoice(tx, id);
    return cut(`/v1/invoices/${id}/lines`, row.lines, params, (line) => serializeLine(tx, row, line));
  }),
  route("POST", "/v1/invoiceitems", itemParams, createItem),
  route("GET", "/v1/invoiceitems", itemListParams, ({ tx, params }) =>
    listPage(
      "/v1/invoiceitems",
      tx.list("invoice_item"),
      params,
      (row) => serializeInvoiceItem(tx, row),
      (row) => {
        if (params.customer !== undefined && row.customer !== params.customer) return false;
        if (params.invoice !== undefined && row.invoice !== params.invoice) return false;
        return params.pending === undefined || (row.invoice === null) === params.pending;
      },
    ),
  ),
  route("GET", "/v1/invoiceitems/:id", noParams, ({ tx, id }) => serializeInvoiceItem(tx, getItem(tx, id))),
  route("DELETE", "/v1/invoiceitems/:id", noParams, (call) => {
    const row = getItem(call.tx, call.id);
    if (row.invoice !== null) throw invalidRequest("This invoice item is on an invoice and can no longer be deleted.");
    emit(call, "invoiceitem.deleted", serializeInvoiceItem(call.tx, row));
    call.tx.delete("invoice_item", row.id);
    return { id: row.id, object: "invoiceitem", deleted: true } satisfies Stripe.DeletedInvoiceItem;
  }),
  route("GET", "/v1/invoice_payments", paymentListParams, ({ tx, params }) =>
    listPage("/v1/invoice_payments", tx.list("invoice_payment"), params, serializeInvoicePayment, (row) => {
      if (params.invoice !== undefined && row.invoice !== params.invoice) return false;
      if (params.payment !== undefined && row.paymentIntent !== params.payment.payment_intent) return false;
      return params.status === undefined || row.status === params.status;
    }),
  ),
  route("GET", "/v1/invoice_payments/:id", noParams, ({ tx, id }) => {
    const row = tx.get("invoice_payment", id);
    if (!row) throw notFound("invoice_payment", id);
    return serializeInvoicePayment(row);
  }),
];
