import Stripe from "stripe";
import { amountsOf } from "../billing/amounts.ts";
import type { InvoiceItemRow, InvoiceLineRow, InvoicePaymentRow, InvoiceRow } from "../billing-rows.ts";
import { noSuch, notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import { taxPercentAt, taxRateId } from "../tax.ts";
import { getCustomer } from "./customer-objects.ts";
import { getPrice } from "./prices.ts";

/** The invoice of that id. @throws StripeApiError when there is none. */
export function getInvoice(tx: Reader, id: string, param?: string): InvoiceRow {
  const row = tx.get("invoice", id);
  if (!row) throw param === undefined ? notFound("invoice", id) : noSuch("invoice", id, param);
  return row;
}

/** An invoice as the API shows it, with its first ten lines. */
export function serializeInvoice(tx: Reader, row: InvoiceRow) {
  const amounts = amountsOf(row);
  const customer = getCustomer(tx, row.customer);
  const remaining = row.status === "paid" ? 0 : amounts.due - row.amountPaid;
  const pages = row.number === null ? undefined : `${row.origin}/i/${row.id}`;
  return {
    id: row.id,
    object: "invoice",
    account_country: "US",
    account_name: "Stripe sandbox",
    account_tax_ids: null,
    amount_due: amounts.due,
    amount_overpaid: 0,
    amount_paid: row.amountPaid,
    amount_paid_off_stripe: row.paidOutOfBand ? amounts.due : 0,
    amount_remaining: remaining,
    amount_shipping: 0,
    application: null,
    attempt_count: row.attemptCount,
    attempted: row.attemptCount > 0,
    auto_advance: row.autoAdvance,
    automatic_tax: {
      disabled_reason: null,
      enabled: row.automaticTax,
      liability: row.automaticTax ? { type: "self" } : null,
      provider: row.automaticTax ? "stripe" : null,
      status: row.automaticTax
        ? taxPercentAt(tx, customer.address) === null
          ? "requires_location_inputs"
          : "complete"
        : null,
    },
    automatically_finalizes_at: row.status === "draft" ? row.finalizesAt : null,
    billing_reason: row.billingReason,
    collection_method: row.collectionMethod,
    created: row.created,
    currency: row.currency,
    custom_fields: null,
    customer: row.customer,
    customer_account: null,
    customer_address: customer.address,
    customer_email: customer.email,
    customer_name: customer.name,
    customer_phone: customer.phone,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: row.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: row.description,
    discounts: row.discount ? [row.discount.id] : [],
    due_date: row.dueDate,
    effective_at: row.finalizedAt,
    ending_balance: row.endingBalance,
    footer: row.footer,
    from_invoice: null,
    ...(pages === undefined
      ? { hosted_invoice_url: null, invoice_pdf: null }
      : { hosted_invoice_url: pages, invoice_pdf: `${pages}/pdf` }),
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: cut(`/v1/invoices/${row.id}/lines`, row.lines, {}, (line) => serializeLine(tx, row, line)),
    livemode: false,
    metadata: row.metadata,
    next_payment_attempt: row.nextAttempt,
    number: row.number,
    on_behalf_of: null,
    parent:
      row.subscription === null
        ? null
        : {
            quote_details: null,
            subscription_details: { metadata: row.subscriptionMetadata, subscription: row.subscription },
            type: "subscription_details",
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: row.periodEnd,
    period_start: row.periodStart,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: row.startingBalance,
    statement_descriptor: null,
    status: row.status,
    status_transitions: {
      finalized_at: row.finalizedAt,
      marked_uncollectible_at: row.uncollectibleAt,
      paid_at: row.paidAt,
      voided_at: row.voidedAt,
    },
    subtotal: amounts.subtotal,
    subtotal_excluding_tax: amounts.subtotal - amounts.includedTax,
    test_clock: null,
    total: amounts.total,
    total_discount_amounts: row.discount ? [{ amount: amounts.discount, discount: row.discount.id }] : [],
    total_excluding_tax: amounts.total - amounts.tax,
    total_pretax_credit_amounts: row.discount
      ? [{ amount: amounts.discount, discount: row.discount.id, type: "discount" }]
      : [],
    total_taxes:
      row.automaticTax && amounts.tax > 0
        ? [taxOf(amounts.tax, amounts.includedTax > 0, amounts.total - amounts.tax)]
        : [],
    webhooks_delivered_at: row.finalizedAt,
  } satisfies Stripe.Invoice;
}

function taxOf(amount: number, inclusive: boolean, taxable: number) {
  return {
    amount,
    tax_behavior: inclusive ? ("inclusive" as const) : ("exclusive" as const),
    tax_rate_details: { tax_rate: taxRateId },
    taxability_reason: "standard_rated" as const,
    taxable_amount: taxable,
    type: "tax_rate_details" as const,
  };
}

/** A line of an invoice as the API shows it. */
export function serializeLine(tx: Reader, invoice: InvoiceRow, line: InvoiceLineRow) {
  const price = getPrice(tx, line.price);
  const discounts = invoice.discount && line.discountAmount !== 0 ? [invoice.discount.id] : [];
  return {
    id: line.id,
    object: "line_item",
    amount: line.amount,
    currency: invoice.currency,
    description: line.description,
    discount_amounts: discounts.map((discount) => ({ amount: line.discountAmount, discount })),
    discountable: !line.proration,
    discounts,
    invoice: invoice.id,
    livemode: false,
    metadata: line.metadata,
    parent: parentOf(invoice, line),
    period: { end: line.periodEnd, start: line.periodStart },
    pretax_credit_amounts: discounts.map((discount) => ({
      amount: line.discountAmount,
      discount,
      type: "discount" as const,
    })),
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: "price_details",
      unit_amount_decimal: Stripe.Decimal.from(price.unitAmount),
    },
    quantity: line.quantity,
    quantity_decimal: Stripe.Decimal.from(line.quantity),
    subscription: line.subscriptionItem === null ? null : invoice.subscription,
    subtotal: line.amount,
    taxes:
      line.taxAmount === 0
        ? []
        : [taxOf(line.taxAmount, price.taxBehavior === "inclusive", line.amount - line.discountAmount)],
  } satisfies Stripe.InvoiceLineItem;
}

function parentOf(invoice: InvoiceRow, line: InvoiceLineRow): Stripe.InvoiceLineItem["parent"] {
  const { subscription } = invoice;
  if (line.invoiceItem !== null) {
    const item = { invoice_item: line.invoiceItem, proration: line.proration, proration_details: null, subscription };
    return { invoice_item_details: item, subscription_item_details: null, type: "invoice_item_details" };
  }
  if (line.subscriptionItem === null) return null;
  return {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: line.proration,
      proration_details: null,
      subscription,
      subscription_item: line.subscriptionItem,
    },
    type: "subscription_item_details",
  };
}

/** An invoice item as the API shows it. */
export function serializeInvoiceItem(tx: Reader, row: InvoiceItemRow) {
  const price = getPrice(tx, row.price);
  return {
    id: row.id,
    object: "invoiceitem",
    amount: row.amount,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    date: row.created,
    description: row.description,
    discountable: !row.proration,
    discounts: [],
    invoice: row.invoice,
    livemode: false,
    metadata: row.metadata,
    net_amount: row.amount,
    parent:
      row.subscription === null
        ? null
        : { subscription_details: { subscription: row.subscription }, type: "subscription_details" },
    period: { end: row.periodEnd, start: row.periodStart },
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: "price_details",
      unit_amount_decimal: Stripe.Decimal.from(price.unitAmount),
    },
    proration: row.proration,
    quantity: row.quantity,
    quantity_decimal: Stripe.Decimal.from(row.quantity),
    tax_rates: [],
    test_clock: null,
  } satisfies Stripe.InvoiceItem;
}

/** A payment of an invoice as the API shows it. */
export function serializeInvoicePayment(row: InvoicePaymentRow) {
  return {
    id: row.id,
    object: "invoice_payment",
    amount_paid: row.amountPaid,
    amount_requested: row.amountRequested,
    created: row.created,
    currency: row.currency,
    invoice: row.invoice,
    is_default: true,
    livemode: false,
    payment: { payment_intent: row.paymentIntent, type: "payment_intent" },
    status: row.status,
    status_transitions: { canceled_at: row.canceledAt, paid_at: row.paidAt },
  } satisfies Stripe.InvoicePayment;
}

/** The `payments` of an invoice, for `expand`. */
export function includePayments(tx: Reader, invoice: string) {
  const rows = tx.list("invoice_payment").filter((row) => row.invoice === invoice);
  return listPage("/v1/invoice_payments", rows, {}, serializeInvoicePayment);
}

/** The `confirmation_secret` of an invoice with an open payment, for `expand`. */
export function includeConfirmationSecret(tx: Reader, invoice: string): Stripe.Invoice.ConfirmationSecret | null {
  const payment = tx.list("invoice_payment").findLast((row) => row.invoice === invoice && row.status === "open");
  const intent = payment && tx.get("payment_intent", payment.paymentIntent);
  return intent ? { client_secret: intent.clientSecret, type: "payment_intent" } : null;
}
