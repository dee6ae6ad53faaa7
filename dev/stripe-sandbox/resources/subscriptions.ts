import type Stripe from "stripe";
import { z } from "zod";
import { changeItems, type ItemChange } from "../billing/change-items.ts";
import { charge, finalize, methodFor, paymentError } from "../billing/collect.ts";
import {
  cancelSubscription,
  changeSubscription,
  checkItems,
  createSubscription,
  invoicePeriod,
  tellCreated,
} from "../billing/subscriptions.ts";
import type { BillingDiscount, SubscriptionRow } from "../billing-rows.ts";
import { newDiscount } from "../checkout/discounts.ts";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import type { Moment, Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import {
  emptyable,
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
import { getCoupon } from "./coupons.ts";
import { getCustomer } from "./customer-objects.ts";
import { getPaymentMethod } from "./payment-methods.ts";
import { getPrice } from "./prices.ts";
import { getPromotionCode } from "./promotion-codes.ts";
import { getSubscription, serializeItem, serializeSubscription } from "./subscription-objects.ts";

const day = 24 * 3_600;
const quantity = integer(0, 999_999).optional();
const prorationBehavior = z.enum(["always_invoice", "create_prorations", "none"]).optional();
const discounts = emptyable(
  z.array(z.strictObject({ coupon: text(200).optional(), promotion_code: text(255).optional() })).max(1),
).optional();
const paymentSettings = z
  .strictObject({ save_default_payment_method: z.enum(["off", "on_subscription"]).optional() })
  .optional();
const feedback = z.enum([
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
]);
const cancellationDetails = z
  .strictObject({ comment: emptyable(text()).optional(), feedback: emptyable(feedback).optional() })
  .optional();
const createParams = paramsOf<Stripe.SubscriptionCreateParams>()({
  automatic_tax: z.strictObject({ enabled: truth }).optional(),
  cancel_at: integer().optional(),
  cancel_at_period_end: truth.optional(),
  collection_method: z.literal("charge_automatically").optional(),
  customer: text(255),
  default_payment_method: text(255).optional(),
  description: text(500).optional(),
  discounts,
  items: z
    .array(z.strictObject({ metadata: metadata.optional(), price: text(255), quantity }))
    .min(1)
    .max(20),
  metadata: metadata.optional(),
  off_session: truth.optional(),
  payment_behavior: z.enum(["allow_incomplete", "default_incomplete", "error_if_incomplete"]).optional(),
  payment_settings: paymentSettings,
  trial_end: integer().optional(),
  trial_period_days: integer(1, 730).optional(),
});
const updateParams = paramsOf<Stripe.SubscriptionUpdateParams>()({
  automatic_tax: z.strictObject({ enabled: truth }).optional(),
  billing_cycle_anchor: z.enum(["now", "unchanged"]).optional(),
  cancel_at: emptyable(integer()).optional(),
  cancel_at_period_end: truth.optional(),
  cancellation_details: cancellationDetails,
  default_payment_method: text(255).optional(),
  description: emptyable(text(500)).optional(),
  discounts,
  items: z
    .array(
      z.strictObject({
        deleted: truth.optional(),
        id: text(255).optional(),
        metadata: metadata.optional(),
        price: text(255).optional(),
        quantity,
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  metadata: metadata.optional(),
  payment_settings: paymentSettings,
  proration_behavior: prorationBehavior,
});
const cancelParams = paramsOf<Stripe.SubscriptionCancelParams>()({ cancellation_details: cancellationDetails });
const statuses = [
  "active",
  "all",
  "canceled",
  "ended",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "trialing",
  "unpaid",
] as const;
const listParams = paramsOf<Stripe.SubscriptionListParams>()({
  ...listing,
  customer: text(255).optional(),
  price: text(255).optional(),
  status: z.enum(statuses).optional(),
});
const itemListParams = paramsOf<Stripe.SubscriptionItemListParams>()({ ...page, subscription: text(255) });

const isOver = (row: SubscriptionRow) => row.status === "canceled" || row.status === "incomplete_expired";

/** A subscription that can still be changed. @throws StripeApiError 404 for one that is over, as Stripe does. */
function living(tx: Reader, id: string): SubscriptionRow {
  const row = getSubscription(tx, id);
  if (isOver(row)) throw notFound("subscription", id);
  return row;
}

/** A coupon or promotion code as a discount of a subscription. */
function discountGiven(
  { tx, now }: Moment,
  given: z.output<typeof discounts>,
  before: BillingDiscount | null,
): BillingDiscount | null {
  if (given === undefined) return before;
  const [first] = given ?? [];
  if (!first) return null;
  const code =
    first.promotion_code === undefined
      ? undefined
      : getPromotionCode(tx, first.promotion_code, "discounts[0][promotion_code]");
  const coupon = getCoupon(tx, code?.coupon ?? first.coupon ?? "", "discounts[0][coupon]");
  const until = new Date(now * 1_000);
  until.setUTCMonth(until.getUTCMonth() + (coupon.durationInMonths ?? 0));
  const end = coupon.duration === "repeating" ? Math.floor(until.getTime() / 1_000) : null;
  tx.put("coupon", { ...coupon, timesRedeemed: coupon.timesRedeemed + 1 });
  return { ...newDiscount(now, coupon.id, code?.id ?? null), end };
}

function ownMethod(tx: Reader, id: string, customer: string): string {
  const method = getPaymentMethod(tx, id, "default_payment_method");
  if (method.customer === customer) return method.id;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: "default_payment_method" },
  );
}

function create(call: Call<z.output<typeof createParams>>) {
  const { tx, now, params, origin } = call;
  const customer = getCustomer(tx, params.customer, "customer");
  params.items.forEach((item, index) => getPrice(tx, item.price, `items[${index}][price]`));
  checkItems(tx, params.items, "items[0][price]");
  const trialEnd = params.trial_end ?? (params.trial_period_days ? now + params.trial_period_days * day : null);
  const method = params.default_payment_method;
  const row = createSubscription(call, {
    customer: customer.id,
    items: params.items.map((item) => ({
      price: item.price,
      quantity: item.quantity ?? 1,
      metadata: mergeMetadata({}, item.metadata),
    })),
    automaticTax: params.automatic_tax?.enabled ?? false,
    cancelAt: params.cancel_at ?? null,
    cancelAtPeriodEnd: params.cancel_at_period_end ?? false,
    defaultPaymentMethod: method === undefined ? null : ownMethod(tx, method, customer.id),
    description: params.description ?? null,
    discount: discountGiven(call, params.discounts, null),
    metadata: mergeMetadata({}, params.metadata),
    saveDefaultPaymentMethod: params.payment_settings?.save_default_payment_method ?? "off",
    trialEnd,
  });
  const behavior = params.payment_behavior ?? "allow_incomplete";
  const draft = invoicePeriod(call, row, { billingReason: "subscription_create", autoAdvance: true, origin });
  const payer = methodFor(tx, draft);
  if (!payer && trialEnd === null && behavior !== "default_incomplete") {
    throw invalidRequest(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
      { code: "resource_missing" },
    );
  }
  const invoice = finalize(call, draft);
  if (invoice.status === "open" && behavior !== "default_incomplete") {
    const tried = charge(call, invoice, payer, origin);
    // Thrown, it undoes all of it: there is no subscription then.
    if (tried.status === "open" && behavior === "error_if_incomplete" && stillIncomplete(tx, row.id))
      throw paymentError(tx, tried);
  }
  tellCreated(call, row.id);
  return serializeSubscription(tx, getSubscription(tx, row.id));
}

const stillIncomplete = (tx: Reader, id: string) => getSubscription(tx, id).status === "incomplete";

function update(call: Call<z.output<typeof updateParams>>) {
  const { tx, now, params, origin } = call;
  const before = living(tx, call.id);
  if (params.cancel_at !== undefined && params.cancel_at_period_end !== undefined) {
    throw invalidParameter("You may only specify one of these parameters: cancel_at, cancel_at_period_end.", {
      param: "cancel_at_period_end",
    });
  }
  if (params.cancel_at && params.cancel_at <= now)
    throw invalidRequest("`cancel_at` must be a timestamp in the future.", { param: "cancel_at" });
  const method = params.default_payment_method;
  const row: SubscriptionRow = {
    ...before,
    ...endOf(call, before),
    automaticTax: params.automatic_tax?.enabled ?? before.automaticTax,
    defaultPaymentMethod:
      method === undefined
        ? before.defaultPaymentMethod
        : method === ""
          ? null
          : ownMethod(tx, method, before.customer),
    description: params.description === undefined ? before.description : params.description,
    discount: discountGiven(call, params.discounts, before.discount),
    metadata: mergeMetadata(before.metadata, params.metadata),
    saveDefaultPaymentMethod: params.payment_settings?.save_default_payment_method ?? before.saveDefaultPaymentMethod,
  };
  const resetAnchor = params.billing_cycle_anchor === "now";
  if (!params.items && !resetAnchor) return serializeSubscription(tx, changeSubscription(call, before, row));
  const items = itemsGiven(tx, before, params.items ?? []);
  const prorations = params.proration_behavior ?? "create_prorations";
  // One event tells of all that changed.
  tx.put("subscription", row);
  const changed = changeItems(call, row, { items, prorationBehavior: prorations, resetAnchor, origin });
  return serializeSubscription(tx, changed);
}

/** How `cancel_at` and `cancel_at_period_end` change when a subscription ends. */
function endOf(
  { now, params }: Call<z.output<typeof updateParams>>,
  before: SubscriptionRow,
): Partial<SubscriptionRow> {
  const details = params.cancellation_details;
  const cancellation = {
    ...before.cancellation,
    ...(details?.comment !== undefined && { comment: details.comment }),
    ...(details?.feedback !== undefined && { feedback: details.feedback }),
  };
  const end = (cancelAt: number | null, cancelAtPeriodEnd: boolean) => ({
    cancelAt,
    cancelAtPeriodEnd,
    canceledAt: cancelAt === null ? null : (before.canceledAt ?? now),
    cancellation: { ...cancellation, reason: cancelAt === null ? null : ("cancellation_requested" as const) },
  });
  if (params.cancel_at !== undefined) return end(params.cancel_at, false);
  if (params.cancel_at_period_end === undefined) return { cancellation };
  if (params.cancel_at_period_end) return end(before.items[0]?.periodEnd ?? now, true);
  return before.cancelAtPeriodEnd ? end(null, false) : { cancellation };
}

function itemsGiven(
  tx: Reader,
  before: SubscriptionRow,
  given: NonNullable<z.output<typeof updateParams>["items"]>,
): ItemChange[] {
  const changes = given.map((item, index) => {
    const known = before.items.find((one) => one.id === item.id);
    if (item.id !== undefined && !known) throw noSuch("subscription_item", item.id, `items[${index}][id]`);
    if (!known && item.price === undefined)
      throw invalidParameter("Missing required param: items[0][price].", {
        code: "parameter_missing",
        param: `items[${index}][price]`,
      });
    if (item.price !== undefined) getPrice(tx, item.price, `items[${index}][price]`);
    const { metadata: pairs, ...rest } = item;
    return { ...rest, ...(pairs !== undefined && { metadata: mergeMetadata(known?.metadata ?? {}, pairs) }) };
  });
  const after = before.items.filter((item) => !changes.some((one) => one.id === item.id));
  const remaining = [...after, ...changes.filter((one) => !one.deleted)].map((one) => ({
    price: one.price ?? before.items.find((item) => item.id === one.id)?.price ?? "",
  }));
  if (remaining.length === 0) throw invalidRequest("A subscription must have at least one active plan.");
  checkItems(tx, remaining, "items[0][price]");
  return changes;
}

const matches = (row: SubscriptionRow, { customer, price, status }: z.output<typeof listParams>) => {
  if (customer !== undefined && row.customer !== customer) return false;
  if (price !== undefined && !row.items.some((item) => item.price === price)) return false;
  if (status === "all") return true;
  if (status === "ended") return isOver(row);
  return status === undefined ? row.status !== "canceled" : row.status === status;
};

export const subscriptionRoutes = [
  route("POST", "/v1/subscriptions", createParams, create),
  route("GET", "/v1/subscriptions", listParams, ({ tx, params }) =>
    listPage(
      "/v1/subscriptions",
      tx.list("subscription"),
      params,
      (row) => serializeSubscription(tx, row),
      (row) => matches(row, params),
    ),
  ),
  route("GET", "/v1/subscriptions/:id", noParams, ({ tx, id }) => serializeSubscription(tx, getSubscription(tx, id))),
  route("POST", "/v1/subscriptions/:id", updateParams, update),
  route("DELETE", "/v1/subscriptions/:id", cancelParams, (call) => {
    const { comment, feedback: why } = call.params.cancellation_details ?? {};
    const row = cancelSubscription(call, living(call.tx, call.id), {
      ...(comment !== undefined && { comment }),
      ...(why !== undefined && { feedback: why }),
    });
    return serializeSubscription(call.tx, row);
  }),
  route("GET", "/v1/subscription_items", itemListParams, ({ tx, params }) => {
    const row = getSubscription(tx, params.subscription, "subscription");
    return cut("/v1/subscription_items", row.items, params, (item) => serializeItem(tx, row, item));
  }),
  route("GET", "/v1/subscription_items/:id", noParams, ({ tx, id }) => {
    const row = tx.list("subscription").find((one) => one.items.some((item) => item.id === id));
    const item = row?.items.find((one) => one.id === id);
    if (!row || !item) throw notFound("subscription_item", id, "item");
    return serializeItem(tx, row, item);
  }),
];
