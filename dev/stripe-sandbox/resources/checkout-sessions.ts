import type Stripe from "stripe";
import { z } from "zod";
import { checkItems, expireIncomplete } from "../billing/subscriptions.ts";
import { newDiscount, misfit } from "../checkout/discounts.ts";
import { isChargeable, minimumCharge, money, totalsOf } from "../checkout/totals.ts";
import { invalidParameter, invalidRequest } from "../errors.ts";
import { newId, randomText } from "../ids.ts";
import type { Due, Moment, Reader } from "../moment.ts";
import { cut, listPage } from "../paging.ts";
import { listing, mergeMetadata, metadata, noParams, page, paramsOf, text } from "../params.ts";
import { cancelIntent } from "../payments/cancel.ts";
import { route, type Call } from "../routing.ts";
import type { AppliedDiscount, CheckoutSessionRow, LineItemRow } from "../rows.ts";
import { taxPercentAt } from "../tax.ts";
import { emit } from "../webhook-events.ts";
import { shippingOf } from "./addresses.ts";
import { createParams, type SessionParams } from "./checkout-session-params.ts";
import { getCoupon } from "./coupons.ts";
import { getCustomer } from "./customer-objects.ts";
import { getSession, lineItemsOf, serializeSession } from "./checkout-session-objects.ts";
import { createInlinePrice, getPrice } from "./prices.ts";
import { getPromotionCode } from "./promotion-codes.ts";

const day = 24 * 3_600;
const halfAnHour = 30 * 60;

const updateParams = paramsOf<Stripe.Checkout.SessionUpdateParams>()({ metadata: metadata.optional() });
const listParams = paramsOf<Stripe.Checkout.SessionListParams>()({
  ...listing,
  customer: text(255).optional(),
  customer_details: z.strictObject({ email: text(512) }).optional(),
  payment_intent: text(255).optional(),
  subscription: text(255).optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
});
const lineItemParams = paramsOf<Stripe.Checkout.SessionListLineItemsParams>()(page);

function newLineItem(
  moment: Moment,
  given: SessionParams["line_items"][number],
  index: number,
  mode: SessionParams["mode"],
): LineItemRow {
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
  if (price.recurring && mode === "payment") {
    throw invalidRequest("You specified `payment` mode but passed a recurring price.", { param: "line_items" });
  }
  return { id: newId("li"), price: price.id, quantity: given.quantity, metadata: mergeMetadata({}, given.metadata) };
}

const modeOnly: { name: keyof SessionParams; mode: SessionParams["mode"] }[] = [
  { name: "customer_creation", mode: "payment" },
  { name: "invoice_creation", mode: "payment" },
  { name: "payment_intent_data", mode: "payment" },
  { name: "payment_method_collection", mode: "subscription" },
  { name: "subscription_data", mode: "subscription" },
];

/** @throws StripeApiError for parameters that do not go together. */
function checkTogether(tx: Reader, params: SessionParams) {
  const exclusive = (a: keyof SessionParams, b: keyof SessionParams) => {
    if (params[a] === undefined || params[b] === undefined) return;
    throw invalidParameter(`You may only specify one of these parameters: ${a}, ${b}.`, { param: b });
  };
  exclusive("customer", "customer_email");
  exclusive("customer", "customer_creation");
  exclusive("allow_promotion_codes", "discounts");
  for (const { name, mode } of modeOnly) {
    if (params[name] !== undefined && params.mode !== mode)
      throw invalidParameter(`You can not pass \`${name}\` in \`${params.mode}\` mode.`, { param: name });
  }
  if (params.customer_update && params.customer === undefined) {
    throw invalidParameter("`customer_update` can only be used with `customer`.", { param: "customer_update" });
  }
  if (params.invoice_creation?.enabled && params.payment_intent_data?.capture_method === "manual") {
    throw invalidParameter("`invoice_creation` can't be used with manual capture.", { param: "invoice_creation" });
  }
  const customer = params.customer === undefined ? undefined : getCustomer(tx, params.customer, "customer");
  const placeless = customer && taxPercentAt(tx, customer.address) === null;
  if (params.automatic_tax?.enabled && placeless && params.customer_update?.address !== "auto") {
    throw invalidRequest(
      "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set `customer_update[address]` to 'auto' to save the address entered in Checkout to the Customer.",
      { code: "customer_tax_location_invalid" },
    );
  }
}

function createSession(call: Call<SessionParams>): CheckoutSessionRow {
  const { tx, params, now } = call;
  checkTogether(tx, params);
  const expiresAt = params.expires_at ?? now + day;
  // A minute of grace each way, for clocks that differ.
  if (expiresAt < now + halfAnHour - 60 || expiresAt > now + day + 60) {
    const bound = expiresAt > now + day ? "less than 24 hours" : "at least 30 minutes";
    throw invalidRequest(`The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`, {
      param: "expires_at",
    });
  }
  const lineItems = params.line_items.map((item, index) => newLineItem(call, item, index, params.mode));
  const currencies = new Set(lineItems.map((item) => getPrice(tx, item.price).currency));
  const [currency = "usd"] = currencies;
  if (currencies.size > 1) throw invalidRequest("All line items must have the same currency.", { param: "line_items" });
  if (params.mode === "subscription") checkRecurring(tx, lineItems);
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
    mode: params.mode,
    allowedTypes: params.allowed_payment_method_types ?? null,
    allowPromotionCodes: params.allow_promotion_codes ?? null,
    automaticTax: params.automatic_tax?.enabled ?? false,
    billingAddressCollection: params.billing_address_collection ?? null,
    cancelUrl: params.cancel_url ?? null,
    successUrl: params.success_url,
    clientReferenceId: params.client_reference_id ?? null,
    customer: params.customer ?? null,
    customerCreation:
      params.customer !== undefined
        ? null
        : params.mode === "subscription"
          ? "always"
          : (params.customer_creation ?? "if_required"),
    customerUpdate: {
      address: params.customer_update?.address === "auto",
      name: params.customer_update?.name === "auto",
    },
    customerEmail: params.customer_email ?? null,
    payer: null,
    address: null,
    paymentMethodCollection:
      params.mode === "subscription" ? (params.payment_method_collection ?? "always") : "if_required",
    invoiceCreation: params.invoice_creation?.enabled
      ? {
          description: params.invoice_creation.invoice_data?.description ?? null,
          footer: params.invoice_creation.invoice_data?.footer ?? null,
          metadata: mergeMetadata({}, params.invoice_creation.invoice_data?.metadata),
        }
      : null,
    invoice: null,
    subscriptionData: {
      description: params.subscription_data?.description ?? null,
      metadata: mergeMetadata({}, params.subscription_data?.metadata),
    },
    subscription: null,
    pendingSubscription: null,
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
      setupFutureUsage: data?.setup_future_usage ?? null,
      shipping: data?.shipping ? shippingOf(data.shipping) : null,
      statementDescriptor: data?.statement_descriptor ?? null,
      statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    },
  };
  return tx.put("checkout_session", chargeable(tx, { ...row, discount: givenDiscount(call, row) }));
}

function checkRecurring(tx: Reader, lineItems: LineItemRow[]) {
  const recurring = lineItems.filter((item) => getPrice(tx, item.price).recurring !== null);
  if (recurring.length === 0) {
    throw invalidRequest("You must provide at least one recurring price in `subscription` mode.", {
      param: "line_items",
    });
  }
  checkItems(tx, recurring, "line_items");
}

/** The discount named in `discounts`. @throws StripeApiError when it does not fit. */
function givenDiscount({ tx, now, params }: Call<SessionParams>, row: CheckoutSessionRow): AppliedDiscount | null {
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
  if (intent?.status === "requires_payment_method" || intent?.status === "requires_action")
    cancelIntent(moment, intent, "expired");
  const pending = before.pendingSubscription === null ? undefined : tx.get("subscription", before.pendingSubscription);
  if (pending?.status === "incomplete") expireIncomplete(moment, pending);
  const row = tx.put("checkout_session", { ...before, status: "expired" });
  emit(moment, "checkout.session.expired", serializeSession(tx, row));
  return row;
}

/** The open sessions whose time is over by then, and what happens to each. */
export function expiries(tx: Reader, by: number): Due[] {
  return tx.list("checkout_session").flatMap(({ id, status, expiresAt }): Due[] => {
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
        if (params.subscription !== undefined && row.subscription !== params.subscription) return false;
        const email = params.customer_details?.email;
        if (email !== undefined && (row.payer?.email ?? row.customerEmail) !== email) return false;
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
