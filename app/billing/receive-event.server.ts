import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { stripe } from "./stripe-client.server.ts";
import { storeEvent } from "./store-event.server.ts";

/**
 * Takes a webhook in: verifies the signature over the raw body, stores the event and leaves the work to a task. An event
 * that was stored before is acknowledged again.
 * @returns false when the signature is bad or too old: then nothing is stored.
 */
export async function receiveEvent(db: Db, rawBody: string, signature: string | null): Promise<boolean> {
  const secret = env().STRIPE_WEBHOOK_SECRET;
  if (!secret || !signature) return false;
  let event;
  try {
    event = stripe().webhooks.constructEvent(rawBody, signature, secret);
  } catch {
    return false;
  }
  const { id, type } = event;
  await storeEvent(db, { id, type, payload: rawBody });
  return true;
}
