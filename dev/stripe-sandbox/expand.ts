import { invalidParameter } from "./errors.ts";
import type { Reader } from "./moment.ts";
import { serializeCharge } from "./resources/charges.ts";
import { includeLineItems, sessionBreakdown } from "./resources/checkout-session-objects.ts";
import { serializeCoupon } from "./resources/coupons.ts";
import { serializeCustomer } from "./resources/customers.ts";
import { serializePaymentIntent } from "./resources/payment-intents.ts";
import { serializePaymentMethod } from "./resources/payment-methods.ts";
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

/** Per object, the fields that hold an id and may be replaced by the object. */
const expandable: Record<string, Record<string, Include>> = {
  "checkout.session": { customer, payment_intent: paymentIntent },
  "checkout.session.discounts": { coupon, promotion_code: promotionCode },
  payment_intent: { customer, latest_charge: charge, payment_method: paymentMethod },
  payment_method: { customer },
  charge: { customer, payment_intent: paymentIntent },
  refund: { charge, payment_intent: paymentIntent, customer },
  price: { product },
  promotion_code: { customer },
  "promotion_code.promotion": { coupon },
  discount: { promotion_code: promotionCode },
  "discount.source": { coupon },
};

/** Per object, the fields that are left out unless they are asked for; they get the owner's id. */
const includable: Record<string, Record<string, Include>> = {
  "checkout.session": { line_items: includeLineItems },
  charge: { refunds: includeRefunds },
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
