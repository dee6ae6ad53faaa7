import type Stripe from "stripe";
import { z } from "zod";
import { newDiscount, misfit } from "../checkout/discounts.ts";
import { isChargeable, minimumCharge, money, totalsOf } from "../checkout/totals.ts";
import { invalidParameter, invalidRequest } from "../errors.ts";
import { newId, randomText } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import { integer, listing, mergeMetadata, metadata, noParams, page, paramsOf, text, truth, url } from "../params.ts";
import { route, type Call } from "../routing.ts";
import type { AppliedDiscount, CheckoutSessionRow, LineItemRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { getCoupon } from "./coupons.ts";
import { getCustomer } from "./customers.ts";
import { cancelIntent } from "./payment-intents.ts";
import { getSession, lineItemsOf, serializeSession } from "./checkout-session-objects.ts";
import { createInlinePrice, getPrice, priceData } from "./prices.ts";
import { getPromotionCode } from "./promotion-codes.ts";

const day = 24 * 3_600;
const halfAnHour = 30 * 60;

const createParams = paramsOf<Stripe.Checkout.SessionCreateParams>()({
  allow_promotion_codes: truth.optional(),
  // API 2026-10-28 has no `payment_method_types` on create any more; cards are all that is offered here.
  allowed_payment_method_types: z.array(z.literal("card")).min(1).optional(),
  automatic_tax: z.strictObject({ enabled: truth }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  cancel_url: url.optional(),
  client_reference_id: text(200).optional(),
  customer: text(255).optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: text(800)
    .regex(/^[^\s@]+@[^\s@]+$/)
    .optional(),
  customer_update: z
    .strictObject({ address: z.enum(["auto", "never"]).optional(), name: z.enum(["auto", "never"]).optional() })
    .optional(),
  discounts: z
    .array(z.strictObject({ coupon: text(200).optional(), promotion_code: text(255).optional() }))
    .max(1)
    .optional(),
  expires_at: integer().optional(),
  line_items: z
    .array(
      z.strictObject({
        metadata: metadata.optional(),
        price: text(255).optional(),
        price_data: priceData.optional(),
        quantity: integer(1, 999_999).optional(),
      }),
    )
    .min(1)
    .max(100),
  locale: text(10).optional(),
  metadata: metadata.optional(),
  mode: z.literal("payment"),
  payment_intent_data: z
    .strictObject({
      capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
      description: text(1_000).optional(),
      metadata: metadata.optional(),
      receipt_email: text(512).optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
    })
    .optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  success_url: url,
  tax_id_collection: z.strictObject({ enabled: truth }).optional(),
  ui_mode: z.literal("hosted_page").optional(),
});
const updateParams = paramsOf<Stripe.Checkout.SessionUpdateParams>()({ metadata: metadata.optional() });
const listParams = paramsOf<Stripe.Checkout.SessionListParams>()({
  ...listing,
  customer: text(255).optional(),
  payment_intent: text(255).optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
});
const lineItemParams = paramsOf<Stripe.Checkout.SessionListLineItemsParams>()(page);

type LineItemParam = z.output<typeof createParams>["line_items"][number];

function newLineItem(moment: Moment, given: LineItemParam, index: number): LineItemRow {
  const name = `line_items[${index}]`;
  if ((given.price === undefined) === (given.price_data === undefined)) {
    throw invalidParameter("Each line item needs either `price` or `price_data`.", { param: name });
  }
  if (given.quantity === undefined) {
    throw invalidParameter("Quantity is required. Add `quantity` to each line item.", {
      code: "parameter_missing",
      param: `${name}[quantity]`,
    });
  }
  const price = given.price_data
    ? createInlinePrice(moment, given.price_data, `${name}[price_data]`)
    : getPrice(moment.tx, given.price ?? "", `${name}[price]`);
  if (!price.active && !price.inline) {
    throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, {
      param: `${name}[price]`,
    });
  }
  if (price.recurring) {
    throw invalidRequest("You specified `payment` mode but passed a recurring price.", { param: "line_items" });
  }
  return { id: newId("li"), price: price.id, quantity: given.quantity, metadata: mergeMetadata({}, given.metadata) };
}

function createSession(call: Call<z.output<typeof createParams>>): CheckoutSessionRow {
  const { tx, params, now } = call;
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalidParameter("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer_email",
    });
  }
  if (params.customer !== undefined && params.customer_creation !== undefined) {
    throw invalidParameter("`customer_creation` can't be used together with `customer`.", {
      param: "customer_creation",
    });
  }
  if (params.customer !== undefined) getCustomer(tx, params.customer, "customer");
  if (params.allow_promotion_codes !== undefined && params.discounts !== undefined) {
    throw invalidParameter("You may only specify one of these parameters: allow_promotion_codes, discounts.", {
      param: "discounts",
    });
  }
  const expiresAt = params.expires_at ?? now + day;
  // A minute of grace each way, for clocks that differ.
  if (expiresAt < now + halfAnHour - 60 || expiresAt > now + day + 60) {
    const bound = expiresAt > now + day ? "less than 24 hours" : "at least 30 minutes";
    throw invalidRequest(`The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`, {
      param: "expires_at",
    });
  }
  const lineItems = params.line_items.map((item, index) => newLineItem(call, item, index));
  const currencies = new Set(lineItems.map((item) => getPrice(tx, item.price).currency));
  const [currency = "usd"] = currencies;
  if (currencies.size > 1) throw invalidRequest("All line items must have the same currency.", { param: "line_items" });
  const id = `cs_test_a1${randomText(56)}`;
  const data = params.payment_intent_data;
  const row: CheckoutSessionRow = {
    id,
    created: now,
    status: "open",
    paymentStatus: "unpaid",
    url: `${call.origin}/c/pay/${id}`,
    currency,
    lineItems,
    discount: null,
    onlyCards: params.allowed_payment_method_types !== undefined,
    allowPromotionCodes: params.allow_promotion_codes ?? null,
    automaticTax: params.automatic_tax?.enabled ?? false,
    billingAddressCollection: params.billing_address_collection ?? null,
    cancelUrl: params.cancel_url ?? null,
    successUrl: params.success_url,
    clientReferenceId: params.client_reference_id ?? null,
    customer: params.customer ?? null,
    customerCreation: params.customer === undefined ? (params.customer_creation ?? "if_required") : null,
    customerEmail: params.customer_email ?? null,
    payer: null,
    expiresAt,
    locale: params.locale ?? null,
    submitType: params.submit_type ?? null,
    metadata: mergeMetadata({}, params.metadata),
    paymentIntent: null,
    paymentIntentData: {
      captureMethod: data?.capture_method ?? "automatic_async",
      description: data?.description ?? null,
      metadata: mergeMetadata({}, data?.metadata),
      receiptEmail: data?.receipt_email ?? null,
      statementDescriptor: data?.statement_descriptor ?? null,
      statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    },
  };
  return tx.put("checkout_session", chargeable(tx, { ...row, discount: givenDiscount(call, row) }));
}

/** The discount named in `discounts`. @throws StripeApiError when it does not fit. */
function givenDiscount(
  { tx, now, params }: Call<z.output<typeof createParams>>,
  row: CheckoutSessionRow,
): AppliedDiscount | null {
  const given = params.discounts?.[0];
  if (!given) return null;
  if ((given.coupon === undefined) === (given.promotion_code === undefined)) {
    throw invalidParameter("A discount names either a coupon or a promotion_code.", { param: "discounts[0]" });
  }
  if (given.coupon !== undefined) return newDiscount(now, getCoupon(tx, given.coupon, "discounts[0][coupon]").id, null);
  const code = getPromotionCode(tx, given.promotion_code ?? "", "discounts[0][promotion_code]");
  const reason = misfit(tx, row, code, now);
  if (reason) throw invalidRequest(reason, { param: "discounts[0][promotion_code]" });
  return newDiscount(now, code.coupon, code.id);
}

function chargeable(tx: Reader, row: CheckoutSessionRow): CheckoutSessionRow {
  if (isChargeable(totalsOf(tx, row).total)) return row;
  const least = money(minimumCharge, row.currency);
  throw invalidRequest(`The Checkout Session's total amount must be at least ${least}.`, { code: "amount_too_small" });
}

/** Ends an open session; an unpaid payment intent of it is canceled. */
export function expireSession(moment: Moment, before: CheckoutSessionRow): CheckoutSessionRow {
  const { tx } = moment;
  const intent = before.paymentIntent === null ? undefined : tx.get("payment_intent", before.paymentIntent);
  if (intent?.status === "requires_payment_method") cancelIntent(moment, intent, "expired");
  const row = tx.put("checkout_session", { ...before, status: "expired" });
  emit(moment, "checkout.session.expired", serializeSession(tx, row));
  return row;
}

/** The open sessions whose time is over by then, and what happens to each. */
export function expiries(tx: Reader, by: number) {
  return tx.list("checkout_session").flatMap(({ id, status, expiresAt }) => {
    if (status !== "open" || expiresAt > by) return [];
    const run = (moment: Moment) => {
      const row = getSession(moment.tx, id);
      if (row.status === "open") expireSession(moment, row);
    };
    return [{ at: expiresAt, run }];
  });
}

export const checkoutSessionRoutes = [
  route("POST", "/v1/checkout/sessions", createParams, (call) => serializeSession(call.tx, createSession(call))),
  route("GET", "/v1/checkout/sessions", listParams, ({ tx, params }) =>
    listPage(
      "/v1/checkout/sessions",
      tx.list("checkout_session"),
      params,
      (row) => serializeSession(tx, row),
      (row) => {
        if (params.customer !== undefined && row.customer !== params.customer) return false;
        if (params.payment_intent !== undefined && row.paymentIntent !== params.payment_intent) return false;
        return params.status === undefined || row.status === params.status;
      },
    ),
  ),
  route("GET", "/v1/checkout/sessions/:id", noParams, ({ tx, id }) => serializeSession(tx, getSession(tx, id))),
  route("POST", "/v1/checkout/sessions/:id", updateParams, ({ tx, id, params }) => {
    const before = getSession(tx, id);
    return serializeSession(
      tx,
      tx.put("checkout_session", { ...before, metadata: mergeMetadata(before.metadata, params.metadata) }),
    );
  }),
  route("POST", "/v1/checkout/sessions/:id/expire", noParams, (call) => {
    const row = getSession(call.tx, call.id);
    if (row.status !== "open") {
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${row.status}.`,
      );
    }
    return serializeSession(call.tx, expireSession(call, row));
  }),
  route("GET", "/v1/checkout/sessions/:id/line_items", lineItemParams, ({ tx, id, params }) =>
    cut(`/v1/checkout/sessions/${id}/line_items`, lineItemsOf(tx, getSession(tx, id)), params, (item) => item),
  ),
];
