import type Stripe from "stripe";
import { z } from "zod";
import { findAlias, findCard, getCard, type TestCard } from "../cards.ts";
import { invalidParameter, invalidRequest, noSuch, notFound, StripeApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { PaymentMethodRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { addressOf, addressParam } from "./addresses.ts";
import { getCustomer } from "./customer-objects.ts";

const billingDetailsParam = z.strictObject({
  address: emptyable(addressParam).optional(),
  email: emptyable(text(512)).optional(),
  name: emptyable(text(256)).optional(),
});
const createParams = paramsOf<Stripe.PaymentMethodCreateParams>()({
  type: z.enum(["card", "us_bank_account"]),
  billing_details: billingDetailsParam.optional(),
  // Whole card numbers are for certified integrations only; Stripe's test tokens stand for them.
  card: z.strictObject({ token: text(255) }).optional(),
  metadata: metadata.optional(),
  us_bank_account: z
    .strictObject({
      account_holder_type: z.enum(["company", "individual"]).optional(),
      account_number: text(17),
      routing_number: text(9),
    })
    .optional(),
});
const updateParams = paramsOf<Stripe.PaymentMethodUpdateParams>()({
  billing_details: billingDetailsParam.optional(),
  metadata: metadata.optional(),
});
const attachParams = paramsOf<Stripe.PaymentMethodAttachParams>()({ customer: text(255) });
const { created: _, ...paging } = listing;
const type = z.enum(["card", "us_bank_account"]).optional();
const listParams = paramsOf<Stripe.PaymentMethodListParams>()({ ...paging, customer: text(255).optional(), type });
const ofCustomerParams = paramsOf<Stripe.CustomerListPaymentMethodsParams>()({ ...paging, type });

/** The expiry of every test card; what was typed is checked for its form and forgotten. */
export const cardExpiry = { exp_month: 12, exp_year: 2034 };
/** The bank of every test account. */
export const testBank = {
  account_holder_type: "individual",
  account_type: "checking",
  bank_name: "STRIPE TEST BANK",
  routing_number: "110000000",
} as const;
/** What tells one card or account from another. */
export const fingerprintOf = (card: string) => `sandbox${card}`.slice(0, 16);

/** Billing details as payment methods and charges carry them. */
export function billingDetails(row: PaymentMethodRow) {
  const address = { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null };
  return { address: row.address ?? address, email: row.email, name: row.name, phone: null, tax_id: null };
}

/** A card or bank account as the API shows it. */
export function serializePaymentMethod(row: PaymentMethodRow) {
  const card = getCard(row.card);
  return {
    id: row.id,
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: billingDetails(row),
    ...(card.type === "card" ? { card: cardObject(card) } : { us_bank_account: accountObject(card) }),
    created: row.created,
    customer: row.customer,
    customer_account: null,
    livemode: false,
    metadata: row.metadata,
    type: card.type,
  } satisfies Stripe.PaymentMethod;
}

function cardObject(card: TestCard): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: card.brand,
    ...cardExpiry,
    fingerprint: fingerprintOf(card.name),
    funding: "credit",
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function accountObject(account: TestCard): Stripe.PaymentMethod.UsBankAccount {
  return {
    ...testBank,
    financial_connections_account: null,
    fingerprint: fingerprintOf(account.name),
    last4: account.number.slice(-4),
    networks: { preferred: "ach", supported: ["ach"] },
    status_details: {},
  };
}

/** The payment method of that id. @throws StripeApiError when there is none. */
export function getPaymentMethod(tx: Reader, id: string, param?: string): PaymentMethodRow {
  const row = tx.get("payment_method", id);
  if (!row) throw param === undefined ? notFound("PaymentMethod", id) : noSuch("PaymentMethod", id, param);
  return row;
}

/** Makes a payment method of a test card or account. */
export function newMethod(
  { tx, now }: Moment,
  card: TestCard,
  more: Partial<Pick<PaymentMethodRow, "address" | "customer" | "email" | "name" | "metadata">> = {},
): PaymentMethodRow {
  const blank = { address: null, customer: null, email: null, name: null, metadata: {} };
  return tx.put("payment_method", { id: newId("pm"), created: now, card: card.name, ...blank, ...more });
}

/** The payment method of that id; one of Stripe's test methods (`pm_card_visa`) makes a new one. @throws StripeApiError when there is none. */
export function usableMethod(moment: Moment, id: string, param?: string): PaymentMethodRow {
  const card = findAlias(id);
  return card && !id.startsWith("tok_") ? newMethod(moment, card) : getPaymentMethod(moment.tx, id, param);
}

/**
 * Saves a payment method for a customer.
 * @throws StripeApiError 402 for a card that its bank refuses, 400 for one of another customer.
 */
export function attachMethod(moment: Moment, method: PaymentMethodRow, customer: string): PaymentMethodRow {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  }
  const card = getCard(method.card);
  if (card.type === "card" && card.decline && !card.savable) {
    const { code, declineCode, message } = card.decline;
    throw new StripeApiError(402, {
      type: "card_error",
      code,
      message,
      ...(declineCode === null ? {} : { decline_code: declineCode }),
    });
  }
  const row = moment.tx.put("payment_method", { ...method, customer });
  emit(moment, "payment_method.attached", serializePaymentMethod(row));
  return row;
}

function detach(moment: Moment, before: PaymentMethodRow): PaymentMethodRow {
  const { tx } = moment;
  if (before.customer === null) {
    throw invalidRequest("The payment method you provided is not attached to a customer so detachment is impossible.", {
      code: "payment_method_unexpected_state",
    });
  }
  const customer = getCustomer(tx, before.customer);
  if (customer.defaultPaymentMethod === before.id) tx.put("customer", { ...customer, defaultPaymentMethod: null });
  for (const subscription of tx.list("subscription"))
    if (subscription.defaultPaymentMethod === before.id)
      tx.put("subscription", { ...subscription, defaultPaymentMethod: null });
  const row = tx.put("payment_method", { ...before, customer: null });
  emit(moment, "payment_method.detached", serializePaymentMethod(row), serializePaymentMethod(before));
  return row;
}

function detailsOf(given: z.output<typeof billingDetailsParam> | undefined, before?: PaymentMethodRow) {
  const { address, email, name } = given ?? {};
  return {
    address: address === undefined ? (before?.address ?? null) : address && addressOf(address),
    email: email === undefined ? (before?.email ?? null) : email,
    name: name === undefined ? (before?.name ?? null) : name,
  };
}

function cardGiven(params: z.output<typeof createParams>): TestCard {
  if (params.type === "card") {
    const { token } = params.card ?? {};
    if (token === undefined)
      throw invalidParameter("Missing required param: card[token].", { code: "parameter_missing", param: "card" });
    const found = token.startsWith("tok_") ? findAlias(token) : undefined;
    if (found) return found;
    throw noSuch("token", token, "card[token]");
  }
  const account = params.us_bank_account;
  if (!account) throw invalidParameter("Missing required param: us_bank_account.", { code: "parameter_missing" });
  if (account.routing_number !== testBank.routing_number)
    throw invalidParameter("The sandbox's bank has the routing number 110000000.", {
      code: "routing_number_invalid",
      param: "us_bank_account[routing_number]",
    });
  const found = findCard(account.account_number, "us_bank_account");
  if (found) return found;
  throw invalidParameter("You must use a test bank account number.", {
    code: "account_number_invalid",
    param: "us_bank_account[account_number]",
  });
}

export const paymentMethodRoutes = [
  route("POST", "/v1/payment_methods", createParams, (call) => {
    const { params } = call;
    const details = detailsOf(params.billing_details);
    const row = newMethod(call, cardGiven(params), { ...details, metadata: mergeMetadata({}, params.metadata) });
    return serializePaymentMethod(row);
  }),
  route("GET", "/v1/payment_methods", listParams, ({ tx, params }) =>
    listPage("/v1/payment_methods", tx.list("payment_method"), params, serializePaymentMethod, (row) => {
      if (row.customer === null || (params.customer !== undefined && row.customer !== params.customer)) return false;
      return params.type === undefined || getCard(row.card).type === params.type;
    }),
  ),
  route("GET", "/v1/payment_methods/:id", noParams, ({ tx, id }) => serializePaymentMethod(getPaymentMethod(tx, id))),
  route("POST", "/v1/payment_methods/:id", updateParams, (call) => {
    const before = getPaymentMethod(call.tx, call.id);
    const row = call.tx.put("payment_method", {
      ...before,
      ...detailsOf(call.params.billing_details, before),
      metadata: mergeMetadata(before.metadata, call.params.metadata),
    });
    emit(call, "payment_method.updated", serializePaymentMethod(row), serializePaymentMethod(before));
    return serializePaymentMethod(row);
  }),
  route("POST", "/v1/payment_methods/:id/attach", attachParams, (call) => {
    const { id } = getCustomer(call.tx, call.params.customer, "customer");
    return serializePaymentMethod(attachMethod(call, usableMethod(call, call.id), id));
  }),
  route("POST", "/v1/payment_methods/:id/detach", noParams, (call) =>
    serializePaymentMethod(detach(call, getPaymentMethod(call.tx, call.id))),
  ),
  route("GET", "/v1/customers/:id/payment_methods", ofCustomerParams, ({ tx, id, params }) => {
    getCustomer(tx, id, "customer");
    return listPage(
      `/v1/customers/${id}/payment_methods`,
      tx.list("payment_method"),
      params,
      serializePaymentMethod,
      (row) => row.customer === id && (params.type === undefined || getCard(row.card).type === params.type),
    );
  }),
];
