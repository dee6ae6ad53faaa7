import type Stripe from "stripe";
import { getCard } from "../cards.ts";
import { notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import type { PaymentErrorRow, PaymentIntentRow, PaymentType } from "../rows.ts";
import { serializePaymentMethod } from "./payment-methods.ts";

/** The payment intent of that id. @throws StripeApiError when there is none. */
export function getPaymentIntent(tx: Reader, id: string): PaymentIntentRow {
  const row = tx.get("payment_intent", id);
  if (!row) throw notFound("payment_intent", id, "intent");
  return row;
}

/** A payment intent as the API shows it. */
export function serializePaymentIntent(tx: Reader, row: PaymentIntentRow) {
  return {
    id: row.id,
    object: "payment_intent",
    allowed_payment_method_types: row.allowedTypes,
    amount: row.amount,
    amount_capturable: row.status === "requires_capture" ? row.amount : 0,
    amount_details: { tip: {} },
    amount_received: row.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: row.automatic ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: row.canceledAt,
    cancellation_reason: row.cancellationReason,
    capture_method: row.captureMethod,
    client_secret: row.clientSecret,
    confirmation_method: row.confirmationMethod,
    created: row.created,
    currency: row.currency,
    customer: row.customer,
    customer_account: null,
    description: row.description,
    excluded_payment_method_types: null,
    last_payment_error: row.lastPaymentError && serializePaymentError(tx, row.lastPaymentError),
    latest_charge: row.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: row.metadata,
    next_action: nextAction(tx, row),
    on_behalf_of: null,
    payment_method: row.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: typesOf(row),
    payment_record: null,
    processing: null,
    receipt_email: row.receiptEmail,
    review: null,
    setup_future_usage: row.setupFutureUsage,
    shipping: row.shipping,
    source: null,
    statement_descriptor: row.statementDescriptor,
    statement_descriptor_suffix: row.statementDescriptorSuffix,
    status: row.status,
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.PaymentIntent;
}

/** The ways in which an intent can be paid: those allowed, a bank account only in dollars and captured at once. */
export function typesOf(row: Pick<PaymentIntentRow, "allowedTypes" | "captureMethod" | "currency">): PaymentType[] {
  const allowed = row.allowedTypes ?? ["card", "us_bank_account"];
  return allowed.filter((type) => type === "card" || (row.captureMethod !== "manual" && row.currency === "usd"));
}

function nextAction(tx: Reader, row: PaymentIntentRow): Stripe.PaymentIntent.NextAction | null {
  if (row.status !== "requires_action" || row.authenticationUrl === null) return null;
  const url = row.authenticationUrl;
  const method = row.paymentMethod === null ? undefined : tx.get("payment_method", row.paymentMethod);
  if (method && getCard(method.card).type === "us_bank_account")
    return {
      type: "verify_with_microdeposits",
      verify_with_microdeposits: {
        arrival_date: row.created + 2 * 24 * 3_600,
        hosted_verification_url: url,
        microdeposit_type: "descriptor_code",
      },
    };
  return row.returnUrl === null
    ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } }
    : { type: "redirect_to_url", redirect_to_url: { return_url: row.returnUrl, url } };
}

/** The last failure of an intent, as the API shows it. */
function serializePaymentError(tx: Reader, error: PaymentErrorRow): Stripe.PaymentIntent.LastPaymentError {
  const method = tx.get("payment_method", error.paymentMethod);
  return {
    ...(error.charge === null ? {} : { charge: error.charge }),
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}`,
    message: error.message,
    ...(method ? { payment_method: serializePaymentMethod(method) } : {}),
    type: error.type,
  };
}
