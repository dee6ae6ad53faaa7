import Stripe from "stripe";
import { env } from "~/platform/env.server.ts";

let made: Stripe | undefined;

/**
 * The Stripe SDK, with its API version pinned by the SDK's own version: the one place that knows keys and hosts. A call
 * is given up after 20 seconds; the SDK repeats it twice under the same idempotency key.
 * @throws Error when no key is set.
 */
export function stripe(): Stripe {
  if (made) return made;
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  if (!STRIPE_SECRET_KEY) throw new Error("STRIPE_SECRET_KEY is not set");
  const base = STRIPE_API_BASE ? new URL(STRIPE_API_BASE) : undefined;
  made = new Stripe(STRIPE_SECRET_KEY, {
    timeout: 20_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === "https:" ? 443 : 80),
      protocol: base.protocol === "https:" ? "https" : "http",
    }),
  });
  return made;
}

/** Stripe understood and said no; everything else (no answer, a fault of its own, too many calls) may go better later. */
export function isRefusal(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError;
}
