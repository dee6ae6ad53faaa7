import type Stripe from "stripe";
import { z } from "zod";
import { findAlias } from "../cards.ts";
import { invalidParameter, invalidRequest, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import { emptyable, integer, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { CustomerRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { addressOf, addressParam } from "./addresses.ts";
import { getCustomer, serializeCustomer, serializeLive } from "./customer-objects.ts";
import { attachMethod, getPaymentMethod, usableMethod } from "./payment-methods.ts";

const fields = {
  address: emptyable(addressParam).optional(),
  balance: integer(-99_999_999, 99_999_999).optional(),
  description: emptyable(text()).optional(),
  email: emptyable(text(512).regex(/^[^\s@]+@[^\s@]+$/)).optional(),
  metadata: metadata.optional(),
  name: emptyable(text(256)).optional(),
  phone: emptyable(text(20)).optional(),
  invoice_settings: z.strictObject({ default_payment_method: emptyable(text(255)).optional() }).optional(),
};
const createParams = paramsOf<Stripe.CustomerCreateParams>()({ ...fields, payment_method: text(255).optional() });
const updateParams = paramsOf<Stripe.CustomerUpdateParams>()(fields);
const listParams = paramsOf<Stripe.CustomerListParams>()({ ...listing, email: text(512).optional() });
const searchParams = paramsOf<Stripe.CustomerSearchParams>()({
  query: text(),
  limit: integer(1, 100).optional(),
  page: text(255).optional(),
});

/** The values given, laid over the row. */
function changed(row: CustomerRow, params: z.output<typeof updateParams>): CustomerRow {
  return {
    ...row,
    address: params.address === undefined ? row.address : params.address && addressOf(params.address),
    balance: params.balance ?? row.balance,
    description: params.description === undefined ? row.description : params.description,
    email: params.email === undefined ? row.email : params.email,
    name: params.name === undefined ? row.name : params.name,
    phone: params.phone === undefined ? row.phone : params.phone,
    metadata: mergeMetadata(row.metadata, params.metadata),
  };
}

/** A customer of whom nothing is known yet. */
export function newCustomer({ now }: Moment): CustomerRow {
  return {
    id: newId("cus", 14),
    created: now,
    address: null,
    description: null,
    email: null,
    metadata: {},
    name: null,
    phone: null,
    deleted: false,
    defaultPaymentMethod: null,
    delinquent: false,
    nextInvoice: 1,
    balance: 0,
    currency: null,
  };
}

/** Reads Stripe's search language as far as customers need it: `email:'…'`, `name:'…'`, `metadata['k']:'v'`, joined by AND. */
function searchTest(query: string): (row: CustomerRow) => boolean {
  const tests = query.split(/\s+AND\s+/i).map((clause) => {
    const [, field, key, value = ""] =
      /^\s*(?:(email|name)|metadata\[["'](.{1,40})["']\])\s*:\s*["'](.*)["']\s*$/.exec(clause) ?? [];
    if (field === "email" || field === "name")
      return (row: CustomerRow) => row[field]?.toLowerCase() === value.toLowerCase();
    if (key !== undefined) return (row: CustomerRow) => row.metadata[key] === value;
    throw invalidParameter("We were unable to parse your search query.", { param: "query" });
  });
  return (row) => tests.every((test) => test(row));
}

/** Sets `invoice_settings.default_payment_method`, which has to be attached to this customer. */
function withDefaultMethod({ tx }: Moment, row: CustomerRow, given: string | null | undefined, attached?: string) {
  if (given === undefined) return row;
  if (given === null) return { ...row, defaultPaymentMethod: null };
  const param = "invoice_settings[default_payment_method]";
  // A test method such as `pm_card_visa` means the one that was made of it in the same call.
  const method = getPaymentMethod(tx, findAlias(given) && attached ? attached : given, param);
  if (method.customer !== row.id) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
      { code: "resource_missing", param },
    );
  }
  return { ...row, defaultPaymentMethod: method.id };
}

export const customerRoutes = [
  route("POST", "/v1/customers", createParams, (call) => {
    const row = call.tx.put("customer", changed(newCustomer(call), call.params));
    const attached =
      call.params.payment_method === undefined
        ? undefined
        : attachMethod(call, usableMethod(call, call.params.payment_method, "payment_method"), row.id).id;
    const chosen = call.params.invoice_settings?.default_payment_method;
    const made = call.tx.put("customer", withDefaultMethod(call, row, chosen, attached));
    emit(call, "customer.created", serializeLive(made));
    return serializeCustomer(made);
  }),
  route("GET", "/v1/customers", listParams, ({ tx, params }) =>
    listPage("/v1/customers", tx.list("customer"), params, serializeCustomer, (row) => {
      return !row.deleted && (params.email === undefined || row.email === params.email);
    }),
  ),
  route("GET", "/v1/customers/search", searchParams, ({ tx, params }) => {
    const matches = searchTest(params.query);
    const rows = tx
      .list("customer")
      .filter((row) => !row.deleted && matches(row))
      .reverse();
    const page = cut("/v1/customers/search", rows, { limit: params.limit, starting_after: params.page }, (row) => row);
    return {
      object: "search_result",
      url: page.url,
      has_more: page.has_more,
      next_page: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
      data: page.data.map(serializeCustomer),
    };
  }),
  route("GET", "/v1/customers/:id", noParams, ({ tx, id }) => serializeCustomer(getCustomer(tx, id))),
  route("POST", "/v1/customers/:id", updateParams, (call) => {
    const before = getCustomer(call.tx, call.id);
    if (before.deleted) throw notFound("customer", call.id);
    const chosen = call.params.invoice_settings?.default_payment_method;
    const row = call.tx.put("customer", withDefaultMethod(call, changed(before, call.params), chosen));
    emit(call, "customer.updated", serializeLive(row), serializeLive(before));
    return serializeCustomer(row);
  }),
  route("DELETE", "/v1/customers/:id", noParams, (call) => {
    const before = getCustomer(call.tx, call.id);
    if (before.deleted) throw notFound("customer", call.id);
    const row = call.tx.put("customer", { ...before, deleted: true });
    emit(call, "customer.deleted", serializeLive(before));
    return serializeCustomer(row);
  }),
];
