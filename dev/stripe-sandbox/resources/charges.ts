import type Stripe from "stripe";
import { getCard, type TestCard } from "../cards.ts";
import { noSuch, notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { listing, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { ChargeRow, PaymentMethodRow } from "../rows.ts";
import { billingDetails, cardExpiry, fingerprintOf, testBank } from "./payment-methods.ts";

const listParams = paramsOf<Stripe.ChargeListParams>()({
  ...listing,
  customer: text(255).optional(),
  payment_intent: text(255).optional(),
});

/** The charge of that id. @throws StripeApiError when there is none. */
export function getCharge(tx: Reader, id: string, param?: string): ChargeRow {
  const row = tx.get("charge", id);
  if (!row) throw param === undefined ? notFound("charge", id) : noSuch("charge", id, param);
  return row;
}

/** A charge as the API shows it. */
export function serializeCharge(tx: Reader, row: ChargeRow) {
  const method = tx.get("payment_method", row.paymentMethod);
  if (!method) throw new Error(`${row.id} has no payment method`);
  return {
    id: row.id,
    object: "charge",
    amount: row.amount,
    amount_captured: row.amountCaptured,
    amount_refunded: row.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: row.captured && row.status === "succeeded" ? `txn_${row.id.slice(3)}` : null,
    billing_details: billingDetails(method),
    calculated_statement_descriptor: "STRIPE SANDBOX",
    captured: row.captured,
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    description: row.description,
    disputed: row.disputed,
    failure_balance_transaction: null,
    failure_code: row.failure?.code ?? null,
    failure_message: row.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: row.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(row),
    paid: row.status === "succeeded",
    payment_intent: row.paymentIntent,
    payment_method: row.paymentMethod,
    payment_method_details: methodDetails(row, method),
    radar_options: {},
    receipt_email: row.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: row.status === "succeeded" && row.amountRefunded === row.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: row.status,
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

function outcomeOf(row: ChargeRow): Stripe.Charge.Outcome {
  const common = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    risk_level: "normal",
    risk_score: 1,
  };
  if (!row.failure) {
    return {
      ...common,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  const reason = row.failure.declineCode ?? row.failure.code;
  const seller_message = "The bank did not return any further details with this decline.";
  return { ...common, network_status: "declined_by_network", reason, seller_message, type: "issuer_declined" };
}

function methodDetails(row: ChargeRow, method: PaymentMethodRow): Stripe.Charge.PaymentMethodDetails {
  const card = getCard(method.card);
  if (card.type === "card") return { type: "card", card: cardDetails(row, card) };
  const us_bank_account = {
    ...testBank,
    fingerprint: fingerprintOf(card.name),
    last4: card.number.slice(-4),
    payment_reference: null,
  };
  return { type: "us_bank_account", us_bank_account };
}

function cardDetails(row: ChargeRow, card: TestCard): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: row.failure ? null : row.amount,
    authorization_code: row.failure ? null : "123456",
    brand: card.brand,
    // Stripe shows the deadline only while there is something to capture.
    ...(row.captureBefore === null || row.captured ? {} : { capture_before: row.captureBefore }),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    electronic_commerce_indicator: null,
    ...cardExpiry,
    extended_authorization: { status: "disabled" },
    fingerprint: fingerprintOf(card.name),
    funding: "credit",
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: row.id.slice(-15),
    overcapture: { maximum_amount_capturable: row.amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: card.authenticates
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: null,
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

export const chargeRoutes = [
  route("GET", "/v1/charges", listParams, ({ tx, params }) =>
    listPage(
      "/v1/charges",
      tx.list("charge"),
      params,
      (row) => serializeCharge(tx, row),
      (row) => {
        if (params.customer !== undefined && row.customer !== params.customer) return false;
        return params.payment_intent === undefined || row.paymentIntent === params.payment_intent;
      },
    ),
  ),
  route("GET", "/v1/charges/:id", noParams, ({ tx, id }) => serializeCharge(tx, getCharge(tx, id))),
];
