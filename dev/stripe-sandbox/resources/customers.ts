import type Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, noSuch, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import { emptyable, integer, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { CustomerRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";

const address = z.strictObject({
  city: text().optional(),
  country: text(2).optional(),
  line1: text().optional(),
  line2: text().optional(),
  postal_code: text().optional(),
  state: text().optional(),
});
const fields = {
  address: emptyable(address).optional(),
  description: emptyable(text()).optional(),
  email: emptyable(text(512).regex(/^[^\s@]+@[^\s@]+$/)).optional(),
  metadata: metadata.optional(),
  name: emptyable(text(256)).optional(),
  phone: emptyable(text(20)).optional(),
};
const createParams = paramsOf<Stripe.CustomerCreateParams>()(fields);
const updateParams = paramsOf<Stripe.CustomerUpdateParams>()(fields);
const listParams = paramsOf<Stripe.CustomerListParams>()({ ...listing, email: text(512).optional() });
const searchParams = paramsOf<Stripe.CustomerSearchParams>()({
  query: text(),
  limit: integer(1, 100).optional(),
  page: text(255).optional(),
});

/** A customer, deleted ones too, as the API shows it. */
export function serializeCustomer(row: CustomerRow): Stripe.Customer | Stripe.DeletedCustomer {
  return row.deleted ? { id: row.id, object: "customer", deleted: true } : serializeLive(row);
}

function serializeLive(row: CustomerRow) {
  return {
    id: row.id,
    object: "customer",
    address: row.address,
    balance: 0,
    created: row.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: row.description,
    discount: null,
    email: row.email,
    invoice_prefix: row.id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: row.metadata,
    name: row.name,
    next_invoice_sequence: 1,
    phone: row.phone,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  } satisfies Stripe.Customer;
}

/** The customer of that id. @throws StripeApiError when there is none; a deleted one counts as none where it is named in `param`. */
export function getCustomer(tx: Reader, id: string, param?: string): CustomerRow {
  const row = tx.get("customer", id);
  if (!row || (param && row.deleted))
    throw param === undefined ? notFound("customer", id) : noSuch("customer", id, param);
  return row;
}

/** The values given, laid over the row. */
function changed(row: CustomerRow, params: z.output<typeof updateParams>): CustomerRow {
  const blank = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return {
    ...row,
    address: params.address === undefined ? row.address : params.address && { ...blank, ...params.address },
    description: params.description === undefined ? row.description : params.description,
    email: params.email === undefined ? row.email : params.email,
    name: params.name === undefined ? row.name : params.name,
    phone: params.phone === undefined ? row.phone : params.phone,
    metadata: mergeMetadata(row.metadata, params.metadata),
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

export const customerRoutes = [
  route("POST", "/v1/customers", createParams, (call) => {
    const blank = {
      address: null,
      description: null,
      email: null,
      metadata: {},
      name: null,
      phone: null,
      deleted: false,
    };
    const row = call.tx.put("customer", changed({ id: newId("cus", 14), created: call.now, ...blank }, call.params));
    emit(call, "customer.created", serializeLive(row));
    return serializeCustomer(row);
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
    const row = call.tx.put("customer", changed(before, call.params));
    emit(call, "customer.updated", serializeLive(row));
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
