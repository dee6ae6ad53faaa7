import Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { currency, integer, listing, mergeMetadata, metadata, noParams, paramsOf, text, truth } from "../params.ts";
import { route } from "../routing.ts";
import type { PriceRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { createProduct, getProduct } from "./products.ts";

const recurring = z.strictObject({
  interval: z.enum(["day", "month", "week", "year"]),
  interval_count: integer(1, 1_095).optional(),
});
const taxBehavior = z.enum(["exclusive", "inclusive", "unspecified"]);
const createParams = paramsOf<Stripe.PriceCreateParams>()({
  currency,
  active: truth.optional(),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  product: text(255).optional(),
  product_data: z
    .strictObject({
      id: text(255).optional(),
      name: text(),
      active: truth.optional(),
      metadata: metadata.optional(),
      statement_descriptor: text(22).optional(),
      tax_code: text(50).optional(),
      unit_label: text(12).optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: truth.optional(),
  unit_amount: integer(0, 99_999_999),
});
const updateParams = paramsOf<Stripe.PriceUpdateParams>()({
  active: truth.optional(),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  transfer_lookup_key: truth.optional(),
});
const listParams = paramsOf<Stripe.PriceListParams>()({
  ...listing,
  active: truth.optional(),
  currency: currency.optional(),
  lookup_keys: z.array(text(200)).max(10).optional(),
  product: text(255).optional(),
  type: z.enum(["one_time", "recurring"]).optional(),
});

/** The `price_data` of a checkout session's line item. */
export const priceData = z.strictObject({
  currency,
  product: text(255).optional(),
  product_data: z
    .strictObject({
      name: text(),
      description: text(40_000).optional(),
      metadata: metadata.optional(),
      tax_code: text(50).optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
  unit_amount: integer(0, 99_999_999),
});

/** A price as the API shows it. */
export function serializePrice(row: PriceRow) {
  return {
    id: row.id,
    object: "price",
    active: row.active,
    billing_scheme: "per_unit",
    created: row.created,
    currency: row.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: row.lookupKey,
    metadata: row.metadata,
    nickname: row.nickname,
    product: row.product,
    recurring: row.recurring && {
      interval: row.recurring.interval,
      interval_count: row.recurring.intervalCount,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    },
    tax_behavior: row.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: row.recurring ? "recurring" : "one_time",
    unit_amount: row.unitAmount,
    // Text on the wire; the SDK reads it back as a Decimal.
    unit_amount_decimal: Stripe.Decimal.from(row.unitAmount),
  } satisfies Stripe.Price;
}

/** The price of that id. @throws StripeApiError when there is none. */
export function getPrice(tx: Reader, id: string, param?: string): PriceRow {
  const row = tx.get("price", id);
  if (!row) throw param === undefined ? notFound("price", id) : noSuch("price", id, param);
  return row;
}

type NewPrice = Pick<
  z.output<typeof createParams>,
  "currency" | "product" | "recurring" | "tax_behavior" | "unit_amount"
> & {
  product_data?: Parameters<typeof createProduct>[1];
};

function newRow(moment: Moment, given: NewPrice, param: string): PriceRow {
  if (Boolean(given.product) === Boolean(given.product_data)) {
    throw invalidParameter("You must specify either `product` or `product_data`.", { param });
  }
  const product = given.product_data
    ? createProduct(moment, given.product_data).id
    : getProduct(moment.tx, given.product ?? "", param).id;
  return {
    id: newId("price"),
    created: moment.now,
    active: true,
    product,
    currency: given.currency,
    unitAmount: given.unit_amount,
    nickname: null,
    lookupKey: null,
    recurring: given.recurring
      ? { interval: given.recurring.interval, intervalCount: given.recurring.interval_count ?? 1 }
      : null,
    taxBehavior: given.tax_behavior ?? "unspecified",
    metadata: {},
    inline: false,
  };
}

/** Makes the price that a session's `price_data` describes; no list shows it. */
export function createInlinePrice(moment: Moment, given: z.output<typeof priceData>, param: string): PriceRow {
  return moment.tx.put("price", { ...newRow(moment, given, param), active: false, inline: true });
}

/** Frees a lookup key for its new owner, or refuses. */
function claimLookupKey(moment: Moment, key: string | undefined, transfer: boolean | undefined, owner?: string) {
  const other =
    key === undefined ? undefined : moment.tx.list("price").find((row) => row.lookupKey === key && row.id !== owner);
  if (!other) return;
  if (!transfer) throw invalidRequest(`A price already uses that lookup key: ${other.id}`, { param: "lookup_key" });
  moment.tx.put("price", { ...other, lookupKey: null });
}

export const priceRoutes = [
  route("POST", "/v1/prices", createParams, (call) => {
    const { params } = call;
    claimLookupKey(call, params.lookup_key, params.transfer_lookup_key);
    const row = call.tx.put("price", {
      ...newRow(call, params, "product"),
      active: params.active ?? true,
      nickname: params.nickname ?? null,
      lookupKey: params.lookup_key ?? null,
      metadata: mergeMetadata({}, params.metadata),
    });
    emit(call, "price.created", serializePrice(row));
    return serializePrice(row);
  }),
  route("GET", "/v1/prices", listParams, ({ tx, params }) =>
    listPage("/v1/prices", tx.list("price"), params, serializePrice, (row) => {
      if (row.inline || row.active !== (params.active ?? true)) return false;
      if (params.product !== undefined && row.product !== params.product) return false;
      if (params.currency !== undefined && row.currency !== params.currency) return false;
      if (params.lookup_keys && !params.lookup_keys.includes(row.lookupKey ?? "")) return false;
      return params.type === undefined || params.type === (row.recurring ? "recurring" : "one_time");
    }),
  ),
  route("GET", "/v1/prices/:id", noParams, ({ tx, id }) => serializePrice(getPrice(tx, id))),
  route("POST", "/v1/prices/:id", updateParams, (call) => {
    const { params } = call;
    const before = getPrice(call.tx, call.id);
    claimLookupKey(call, params.lookup_key, params.transfer_lookup_key, before.id);
    const row = call.tx.put("price", {
      ...before,
      active: params.active ?? before.active,
      nickname: params.nickname ?? before.nickname,
      lookupKey: params.lookup_key ?? before.lookupKey,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    emit(call, "price.updated", serializePrice(row), serializePrice(before));
    return serializePrice(row);
  }),
];
