import { invalidParameter } from "./errors.ts";
import type { Reader } from "./moment.ts";
import { findDiscount } from "./resources/discount-objects.ts";
import { includeConfirmationSecret, includePayments, serializeInvoice } from "./resources/invoice-objects.ts";
import { serializeConfiguration } from "./resources/portal-objects.ts";
import { serializeSubscription } from "./resources/subscription-objects.ts";
import { serializeCharge } from "./resources/charges.ts";
import { includeLineItems, sessionBreakdown } from "./resources/checkout-session-objects.ts";
import { serializeCoupon } from "./resources/coupons.ts";
import { serializeCustomer } from "./resources/customer-objects.ts";
import { serializePaymentIntent } from "./resources/payment-intent-objects.ts";
import { serializePaymentMethod } from "./resources/payment-methods.ts";
import { serializePrice } from "./resources/prices.ts";
import { serializeProduct } from "./resources/products.ts";
import { serializePromotionCode } from "./resources/promotion-codes.ts";
import { includeRefunds } from "./resources/refunds.ts";

type Include = (tx: Reader, id: string) => unknown;

const customer: Include = (tx, id) => found(tx.get("customer", id), (row) => serializeCustomer(row));
const paymentIntent: Include = (tx, id) =>
  found(tx.get("payment_intent", id), (row) => serializePaymentIntent(tx, row));
const charge: Include = (tx, id) => found(tx.get("charge", id), (row) => serializeCharge(tx, row));
const paymentMethod: Include = (tx, id) => found(tx.get("payment_method", id), (row) => serializePaymentMethod(row));
const product: Include = (tx, id) => found(tx.get("product", id), (row) => serializeProduct(row));
const coupon: Include = (tx, id) => found(tx.get("coupon", id), (row) => serializeCoupon(tx, row));
const promotionCode: Include = (tx, id) =>
  found(tx.get("promotion_code", id), (row) => serializePromotionCode(tx, row));

const invoice: Include = (tx, id) => found(tx.get("invoice", id), (row) => serializeInvoice(tx, row));
const subscription: Include = (tx, id) => found(tx.get("subscription", id), (row) => serializeSubscription(tx, row));
const price: Include = (tx, id) => found(tx.get("price", id), (row) => serializePrice(row));
const discount: Include = (tx, id) => findDiscount(tx, id);
const configuration: Include = (tx, id) =>
  found(tx.get("portal_configuration", id), (row) => serializeConfiguration(row));

/** Per object, the fields that hold an id and may be replaced by the object. */
const expandable: Record<string, Record<string, Include>> = {
  "checkout.session": { customer, payment_intent: paymentIntent, invoice, subscription },
  "checkout.session.discounts": { coupon, promotion_code: promotionCode },
  "customer.invoice_settings": { default_payment_method: paymentMethod },
  payment_intent: { customer, latest_charge: charge, payment_method: paymentMethod },
  payment_method: { customer },
  charge: { customer, payment_intent: paymentIntent },
  refund: { charge, payment_intent: paymentIntent, customer },
  dispute: { charge, payment_intent: paymentIntent },
  subscription: {
    customer,
    default_payment_method: paymentMethod,
    discounts: discount,
    latest_invoice: invoice,
  },
  plan: { product },
  invoice: {
    customer,
    default_payment_method: paymentMethod,
    discounts: discount,
  },
  "invoice.parent.subscription_details": { subscription },
  line_item: { discounts: discount, subscription },
  "line_item.pricing.price_details": { price, product },
  "invoiceitem.pricing.price_details": { price, product },
  invoiceitem: { customer, invoice },
  invoice_payment: { invoice },
  "invoice_payment.payment": { payment_intent: paymentIntent },
  "billing_portal.session": { configuration },
  price: { product },
  promotion_code: { customer },
  "promotion_code.promotion": { coupon },
  discount: { promotion_code: promotionCode, customer },
  "discount.source": { coupon },
};

/** Per object, the fields that are left out unless they are asked for; they get the owner's id. */
const includable: Record<string, Record<string, Include>> = {
  "checkout.session": { line_items: includeLineItems },
  charge: { refunds: includeRefunds },
  invoice: { payments: includePayments, confirmation_secret: includeConfirmationSecret },
  "checkout.session.total_details": { breakdown: sessionBreakdown },
};

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

function found<R>(row: R | undefined, serialize: (row: R) => unknown) {
  return row === undefined ? undefined : serialize(row);
}

/**
 * Honours `expand[]` on an answer: replaces ids by objects and adds what is left out by default, in place.
 * @throws StripeApiError 400 for a field that can't be expanded or more than four levels.
 */
export function expandAnswer(tx: Reader, answer: object, paths: readonly string[]) {
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > 5)
      throw invalidParameter("You cannot expand more than 4 levels of a property.", { param: "expand" });
    if (!isJson(answer)) continue;
    step(tx, answer, { kind: kindOf(answer, ""), owner: idOf(answer, "") }, parts, path);
  }
}

interface Place {
  /** The object's kind, or its owner's kind and the field's name for a group without one. */
  kind: string;
  /** The id of the nearest object. */
  owner: string;
}
const kindOf = (value: Json, fallback: string) => (typeof value.object === "string" ? value.object : fallback);
const idOf = (value: Json, fallback: string) => (typeof value.id === "string" ? value.id : fallback);

function step(tx: Reader, value: Json, place: Place, parts: string[], whole: string) {
  const [name = "", ...rest] = parts;
  const include = includable[place.kind]?.[name];
  const expand = expandable[place.kind]?.[name];
  if (include && value[name] === undefined) value[name] = include(tx, place.owner);
  const id = value[name];
  if (expand && typeof id === "string") value[name] = expand(tx, id) ?? id;
  if (expand && Array.isArray(id))
    value[name] = id.map((one: unknown) => (typeof one === "string" ? (expand(tx, one) ?? one) : one));
  const next = value[name];
  const isPlace = include || expand || isJson(next) || Array.isArray(next);
  if (!isPlace || (rest.length === 0 && !include && !expand)) {
    throw invalidParameter(`This property cannot be expanded (${whole.slice(0, 100)}).`, { param: "expand" });
  }
  if (rest.length === 0) return;
  for (const item of Array.isArray(next) ? next : [next]) {
    if (!isJson(item)) continue;
    const at = { kind: kindOf(item, `${place.kind}.${name}`), owner: idOf(item, place.owner) };
    step(tx, item, at, rest, whole);
  }
}
