import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { countFailedEvents } from "./stripe-event.queries.server.ts";

/** For the health page: whether Stripe is configured, and whether its events are being processed. */
export async function stripeHealth(db: Db): Promise<"ok" | "sandbox" | "off" | "failing"> {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  if (!STRIPE_SECRET_KEY) return "off";
  if ((await countFailedEvents(db)) > 0) return "failing";
  return STRIPE_API_BASE ? "sandbox" : "ok";
}
