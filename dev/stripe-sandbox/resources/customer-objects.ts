import type Stripe from "stripe";
import { noSuch, notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import type { CustomerRow } from "../rows.ts";

/** A customer, deleted ones too, as the API shows it. */
export function serializeCustomer(row: CustomerRow): Stripe.Customer | Stripe.DeletedCustomer {
  return row.deleted ? { id: row.id, object: "customer", deleted: true } : serializeLive(row);
}

/** A customer that is not deleted. */
export function serializeLive(row: CustomerRow) {
  return {
    id: row.id,
    object: "customer",
    address: row.address,
    balance: row.balance,
    created: row.created,
    currency: row.currency,
    customer_account: null,
    default_source: null,
    delinquent: row.delinquent,
    description: row.description,
    discount: null,
    email: row.email,
    invoice_prefix: invoicePrefix(row),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: row.defaultPaymentMethod,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: row.metadata,
    name: row.name,
    next_invoice_sequence: row.nextInvoice,
    phone: row.phone,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  } satisfies Stripe.Customer;
}

/** With what the numbers of a customer's invoices begin. */
export const invoicePrefix = (row: CustomerRow) => row.id.slice(-8).toUpperCase();

/** The customer of that id. @throws StripeApiError when there is none; a deleted one counts as none where it is named in `param`. */
export function getCustomer(tx: Reader, id: string, param?: string): CustomerRow {
  const row = tx.get("customer", id);
  if (!row || (param && row.deleted))
    throw param === undefined ? notFound("customer", id) : noSuch("customer", id, param);
  return row;
}
