import type Stripe from "stripe";
import { z } from "zod";
import { invalidRequest, noSuch, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, listing, mergeMetadata, metadata, noParams, paramsOf, text, truth, url } from "../params.ts";
import { route } from "../routing.ts";
import type { ProductRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";

const createParams = paramsOf<Stripe.ProductCreateParams>()({
  id: text(255).optional(),
  name: text(),
  active: truth.optional(),
  description: text(40_000).optional(),
  metadata: metadata.optional(),
  statement_descriptor: text(22).optional(),
  tax_code: text(50).optional(),
  unit_label: text(12).optional(),
  url: url.optional(),
});
const updateParams = paramsOf<Stripe.ProductUpdateParams>()({
  name: text().optional(),
  active: truth.optional(),
  description: emptyable(text(40_000)).optional(),
  metadata: metadata.optional(),
  statement_descriptor: text(22).optional(),
  tax_code: emptyable(text(50)).optional(),
  unit_label: emptyable(text(12)).optional(),
  url: emptyable(url).optional(),
});
const listParams = paramsOf<Stripe.ProductListParams>()({
  ...listing,
  active: truth.optional(),
  ids: z.array(text(255)).max(100).optional(),
});

/** A product as the API shows it. */
export function serializeProduct(row: ProductRow) {
  return {
    id: row.id,
    object: "product",
    active: row.active,
    created: row.created,
    default_price: null,
    description: row.description,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: row.metadata,
    name: row.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: row.statementDescriptor,
    tax_code: row.taxCode,
    tax_details: null,
    type: "service",
    unit_label: row.unitLabel,
    updated: row.updated,
    url: row.url,
  } satisfies Stripe.Product;
}

/** The product of that id. @throws StripeApiError when there is none. */
export function getProduct(tx: Reader, id: string, param?: string): ProductRow {
  const row = tx.get("product", id);
  if (!row) throw param === undefined ? notFound("product", id) : noSuch("product", id, param);
  return row;
}

/** What a product can be made of, here and in a price's or a session's `product_data`. */
export interface NewProduct {
  id?: string;
  name: string;
  active?: boolean;
  description?: string;
  metadata?: z.output<typeof metadata>;
  statement_descriptor?: string;
  tax_code?: string;
  unit_label?: string;
  url?: string;
}

/** Makes a product and tells of it. @throws StripeApiError 400 when the id is taken. */
export function createProduct(moment: Moment, given: NewProduct): ProductRow {
  if (given.id && moment.tx.get("product", given.id)) {
    throw invalidRequest("Product already exists.", { code: "resource_already_exists", param: "id" });
  }
  const row = moment.tx.put("product", {
    id: given.id ?? newId("prod", 14),
    created: moment.now,
    updated: moment.now,
    active: given.active ?? true,
    name: given.name,
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    statementDescriptor: given.statement_descriptor ?? null,
    unitLabel: given.unit_label ?? null,
    taxCode: given.tax_code ?? null,
    url: given.url ?? null,
  });
  emit(moment, "product.created", serializeProduct(row));
  return row;
}

export const productRoutes = [
  route("POST", "/v1/products", createParams, (call) => serializeProduct(createProduct(call, call.params))),
  route("GET", "/v1/products", listParams, ({ tx, params }) =>
    listPage("/v1/products", tx.list("product"), params, serializeProduct, (row) => {
      return (
        (params.active === undefined || row.active === params.active) && (!params.ids || params.ids.includes(row.id))
      );
    }),
  ),
  route("GET", "/v1/products/:id", noParams, ({ tx, id }) => serializeProduct(getProduct(tx, id))),
  route("POST", "/v1/products/:id", updateParams, (call) => {
    const { params } = call;
    const before = getProduct(call.tx, call.id);
    const row = call.tx.put("product", {
      ...before,
      updated: call.now,
      name: params.name ?? before.name,
      active: params.active ?? before.active,
      description: params.description === undefined ? before.description : params.description,
      statementDescriptor: params.statement_descriptor ?? before.statementDescriptor,
      taxCode: params.tax_code === undefined ? before.taxCode : params.tax_code,
      unitLabel: params.unit_label === undefined ? before.unitLabel : params.unit_label,
      url: params.url === undefined ? before.url : params.url,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    emit(call, "product.updated", serializeProduct(row), serializeProduct(before));
    return serializeProduct(row);
  }),
  route("DELETE", "/v1/products/:id", noParams, (call) => {
    const row = getProduct(call.tx, call.id);
    if (call.tx.list("price").some((price) => price.product === row.id)) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
    emit(call, "product.deleted", serializeProduct(row));
    call.tx.delete("product", row.id);
    return { id: row.id, object: "product", deleted: true } satisfies Stripe.DeletedProduct;
  }),
];
