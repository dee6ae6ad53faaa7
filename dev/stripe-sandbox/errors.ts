import type Stripe from "stripe";

/** The fields of Stripe's error body; `type` and `message` are always there. */
export interface ErrorFields {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
}

/**
 * A refusal as Stripe words it. Thrown, it undoes the transaction; *returned* by a handler, what the handler wrote
 * stays (a declined card leaves its failed charge behind).
 */
export class StripeApiError extends Error {
  constructor(
    readonly status: number,
    readonly fields: ErrorFields,
    /** False where Stripe had not begun to execute: such an answer is not kept under the idempotency key. */
    readonly executed = true,
    /** What the answer advises about trying again (`Stripe-Should-Retry`); undefined leaves it to the client. */
    readonly shouldRetry?: boolean,
  ) {
    super(fields.message);
  }

  /** The body to send. Always `{error: {…}}`: the SDK takes any other body for success. */
  body(requestId: string) {
    const { code } = this.fields;
    const docUrl = code ? { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` } : {};
    return {
      error: { ...this.fields, ...docUrl, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` },
    };
  }
}

/** A 400 `invalid_request_error` about the state of things. */
export function invalidRequest(message: string, more: Partial<ErrorFields> = {}) {
  return new StripeApiError(400, { type: "invalid_request_error", message, ...more });
}

/** A 400 about the parameters themselves, found before anything was executed. */
export function invalidParameter(message: string, more: Partial<ErrorFields> = {}) {
  return new StripeApiError(400, { type: "invalid_request_error", message, ...more }, false);
}

/** What Stripe says of an id that a parameter names and it does not know. */
export function noSuch(kind: string, id: string, param: string) {
  return missing(400, kind, id, param);
}

/** What Stripe says when the object asked for itself is not there. `param` is the name Stripe gives to the id in the path. */
export function notFound(kind: string, id: string, param = "id") {
  return missing(404, kind, id, param);
}

function missing(status: number, kind: string, id: string, param: string) {
  const message = `No such ${kind}: '${id.slice(0, 100)}'`;
  return new StripeApiError(status, { type: "invalid_request_error", code: "resource_missing", message, param });
}
