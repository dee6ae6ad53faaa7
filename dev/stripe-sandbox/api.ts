import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import Stripe from "stripe";
import { nowOf } from "./clock.ts";
import { invalidParameter, invalidRequest, StripeApiError } from "./errors.ts";
import { expandAnswer } from "./expand.ts";
import { takeApiFault } from "./faults.ts";
import { decodeForm, type FormGroup } from "./form.ts";
import { newId } from "./ids.ts";
import { chargeRoutes } from "./resources/charges.ts";
import { checkoutSessionRoutes } from "./resources/checkout-sessions.ts";
import { couponRoutes } from "./resources/coupons.ts";
import { customerRoutes } from "./resources/customers.ts";
import { disputeRoutes } from "./resources/disputes.ts";
import { invoiceRoutes } from "./resources/invoices.ts";
import { subscriptionRoutes } from "./resources/subscriptions.ts";
import { eventRoutes } from "./resources/events.ts";
import { paymentIntentRoutes } from "./resources/payment-intents.ts";
import { paymentMethodRoutes } from "./resources/payment-methods.ts";
import { portalRoutes } from "./resources/portal.ts";
import { priceRoutes } from "./resources/prices.ts";
import { productRoutes } from "./resources/products.ts";
import { promotionCodeRoutes } from "./resources/promotion-codes.ts";
import { refundRoutes } from "./resources/refunds.ts";
import { webhookEndpointRoutes } from "./resources/webhook-endpoints.ts";
import type { Route } from "./routing.ts";
import type { ApiFaultRow, IdempotencyRow, RequestRef } from "./rows.ts";
import type { Store, Tx } from "./store.ts";
import { sweep } from "./sweep.ts";

const routes: readonly Route[] = [
  ...customerRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...couponRoutes,
  ...promotionCodeRoutes,
  ...checkoutSessionRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...portalRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
];

/** What goes back to the client; `lost` means that the line is cut instead, after all was committed. */
export interface ApiAnswer {
  status: number;
  body: string;
  headers: Record<string, string>;
  lost?: boolean;
}

interface Request {
  method: string;
  path: string;
  raw: FormGroup;
  digest: string;
  ref: RequestRef;
  origin: string;
}

/** The API under /v1: key, version, parameters, idempotency, faults, one transaction, and Stripe's shape of answer. */
export class Api {
  private readonly underWay = new Set<string>();

  /** @param secretKey the one key that is accepted; without it every `sk_test_…` is */
  constructor(
    private readonly store: Store,
    private readonly secretKey: string | undefined,
  ) {}

  /** Answers one request. Never throws: what goes wrong inside is a 500 of Stripe's shape. */
  async answer(incoming: IncomingMessage, url: URL, body: string, origin: string): Promise<ApiAnswer> {
    const ref = { id: newId("req", 14), idempotency_key: header(incoming, "idempotency-key") ?? null };
    try {
      return await this.handle(incoming, url, body, origin, ref);
    } catch (error) {
      return this.refusal(error, ref.id);
    }
  }

  /** Refuses what never came as far as a route: a body that is too large, an address that is none. */
  refuse(status: number, message: string): ApiAnswer {
    return this.refusal(
      new StripeApiError(status, { type: "invalid_request_error", message }, false),
      newId("req", 14),
    );
  }

  private async handle(incoming: IncomingMessage, url: URL, body: string, origin: string, ref: RequestRef) {
    const method = incoming.method ?? "GET";
    this.checkKey(header(incoming, "authorization"));
    checkVersion(header(incoming, "stripe-version"));
    const matched = match(method, url.pathname);
    const raw = method === "POST" ? postedForm(incoming, body) : decodeForm(url.search.slice(1));
    const digest = createHash("sha256")
      .update(JSON.stringify([method, url.pathname, raw]))
      .digest("base64");
    const request = { method, path: url.pathname, raw, digest, ref, origin };
    const fault = this.store.transaction((tx) => takeApiFault(tx, method, matched.route.path, matched.id));
    if (fault?.fault === "request_lost") return { status: 499, body: "", headers: {}, lost: true };
    if (fault) refuseByFault(fault, ref);
    const key = method === "POST" ? ref.idempotency_key : null;
    if (key === null) return this.execute(matched, request, fault);
    return this.onceUnder(key, request, () => this.execute(matched, request, fault));
  }

  /** Replays a stored answer, refuses a clash, and lets only one request at a time work under a key. */
  private async onceUnder(key: string, request: Request, work: () => Promise<ApiAnswer>) {
    if (key.length > 255) throw invalidRequest("Idempotency keys may be at most 255 characters.");
    const stored = this.store.read((tx) => tx.get("idempotency", key));
    if (stored) return replay(stored, request);
    if (this.underWay.has(key)) {
      throw keyInUse(key);
    }
    this.underWay.add(key);
    try {
      return await work();
    } finally {
      this.underWay.delete(key);
    }
  }

  private async execute({ route, id }: Matched, request: Request, fault: ApiFaultRow | undefined): Promise<ApiAnswer> {
    if (fault?.fault === "slow") await pause(fault.seconds * 1_000);
    sweep(this.store);
    const { ref, raw, origin } = request;
    let answer: ApiAnswer;
    try {
      if (fault?.fault === "server_error_saved") throw serverError(false);
      answer = this.store.transaction((tx) => {
        const { answer, expand } = route.run(raw, { tx, now: nowOf(tx), request: ref, id, origin });
        if (fault?.fault === "server_error_after")
          return this.keep(tx, request, this.refusal(serverError(false), ref.id));
        if (answer instanceof StripeApiError) return this.keep(tx, request, this.refusal(answer, ref.id));
        expandAnswer(tx, answer, expand);
        return this.keep(tx, request, this.success(answer, ref.id));
      });
    } catch (error) {
      answer = this.refusal(error, ref.id);
      // Stripe keeps the answer of whatever began to execute, refusals and its own failures too.
      if (!(error instanceof StripeApiError) || error.executed)
        this.store.transaction((tx) => this.keep(tx, request, answer));
    }
    if (fault?.fault === "late_answer") await pause(fault.seconds * 1_000);
    return fault?.fault === "response_lost" ? { ...answer, lost: true } : answer;
  }

  private keep(tx: Tx, { method, digest, ref }: Request, answer: ApiAnswer) {
    if (method === "POST" && ref.idempotency_key !== null) {
      const { status, body } = answer;
      tx.put("idempotency", { id: ref.idempotency_key, created: nowOf(tx), digest, status, body, requestId: ref.id });
    }
    return answer;
  }

  private success(body: object, requestId: string): ApiAnswer {
    return { status: 200, body: JSON.stringify(body, null, 2), headers: headersOf(requestId) };
  }

  private refusal(error: unknown, requestId: string): ApiAnswer {
    const known = error instanceof StripeApiError ? error : serverError();
    if (known !== error) console.error("Stripe sandbox:", error);
    const headers: Record<string, string> = headersOf(requestId);
    if (known.shouldRetry !== undefined) headers["Stripe-Should-Retry"] = String(known.shouldRetry);
    if (known.status === 401) headers["WWW-Authenticate"] = 'Basic realm="Stripe"';
    return { status: known.status, body: JSON.stringify(known.body(requestId), null, 2), headers };
  }

  private checkKey(authorization: string | undefined) {
    const [, scheme = "", value = ""] = /^(Bearer|Basic)\s+(\S+)$/i.exec(authorization ?? "") ?? [];
    const key =
      scheme.toLowerCase() === "basic" ? (Buffer.from(value, "base64").toString().split(":")[0] ?? "") : value;
    if (key && (this.secretKey === undefined ? key.startsWith("sk_test_") : key === this.secretKey)) return;
    const message = key ? `Invalid API Key provided: ${key.slice(0, 8)}***` : "You did not provide an API key.";
    throw new StripeApiError(401, { type: "invalid_request_error", message }, false);
  }
}

interface Matched {
  route: Route;
  id: string;
}

function match(method: string, path: string): Matched {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null;
    if (found) return { route, id: decodeId(found[1] ?? "") };
  }
  const message = `Unrecognized request URL (${method}: ${path.slice(0, 200)}). The Stripe sandbox does not serve it.`;
  throw new StripeApiError(404, { type: "invalid_request_error", message }, false);
}

function decodeId(id: string) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function checkVersion(version: string | undefined) {
  if (version === undefined || version === Stripe.API_VERSION) return;
  const message = `Invalid Stripe API version: ${version.slice(0, 50)}. The Stripe sandbox serves ${Stripe.API_VERSION}.`;
  throw new StripeApiError(400, { type: "invalid_request_error", message }, false);
}

function replay(stored: IdempotencyRow, { digest, ref }: Request): ApiAnswer {
  if (stored.digest === digest) {
    const headers = { ...headersOf(ref.id), "Idempotent-Replayed": "true", "Original-Request": stored.requestId };
    // Trying again under the same key would only bring the same failure.
    return {
      status: stored.status,
      body: stored.body,
      headers: stored.status < 500 ? headers : { ...headers, "Stripe-Should-Retry": "false" },
    };
  }
  const message =
    `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
    `Try using a key other than '${stored.id}' if you meant to execute a different request.`;
  throw new StripeApiError(400, { type: "idempotency_error", message }, false, false);
}

function keyInUse(key: string) {
  const message = `There is currently another in-progress request using this Idempotent Key: ${key}`;
  return new StripeApiError(409, { type: "idempotency_error", code: "idempotency_key_in_use", message }, false);
}

const serverError = (shouldRetry?: boolean) =>
  new StripeApiError(
    500,
    { type: "api_error", message: "An unknown error occurred. Sorry about that, this is the sandbox's fault." },
    true,
    shouldRetry,
  );

/** The form of a POST. Stripe takes no JSON. @throws StripeApiError 400 for a body of another kind. */
function postedForm(incoming: IncomingMessage, body: string): FormGroup {
  const type = header(incoming, "content-type") ?? "";
  if (body !== "" && /json|multipart/i.test(type)) {
    throw invalidParameter(
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). " +
        "If you have questions, we can help at https://support.stripe.com/.",
    );
  }
  return decodeForm(body);
}

/** Strikes with the faults that keep a request from being executed at all. */
function refuseByFault(fault: ApiFaultRow, { idempotency_key }: RequestRef) {
  if (fault.fault === "server_error") throw serverError();
  if (fault.fault === "key_in_use") throw keyInUse(idempotency_key ?? "");
  if (fault.fault === "rate_limit") {
    const message =
      "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";
    throw new StripeApiError(429, { type: "invalid_request_error", code: "rate_limit", message }, false);
  }
  if (fault.fault === "conflict") {
    const message =
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it.";
    throw new StripeApiError(409, { type: "invalid_request_error", code: "lock_timeout", message }, false, true);
  }
}

const headersOf = (requestId: string) => ({
  "Content-Type": "application/json",
  "Request-Id": requestId,
  "Stripe-Version": Stripe.API_VERSION,
});

function header(incoming: IncomingMessage, name: string) {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
