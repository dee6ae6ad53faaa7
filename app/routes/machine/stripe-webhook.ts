import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveEvent } from "~/billing/receive-event.server.ts";
import { answerWebhook, refuseReading, type WebhookAnswer } from "~/http/webhook.server.ts";
import { database } from "~/platform/database.server.ts";

/** Far above any event of Stripe's. */
const LARGEST_EVENT = 1024 * 1024;

/** Stripe's webhook: 2xx once the event is stored; nothing is stored for a signature that is missing, wrong or old. */
export function action({ request }: ActionFunctionArgs) {
  return answerWebhook(request, LARGEST_EVENT, async (body): Promise<WebhookAnswer> => {
    const believed = await receiveEvent(database(), body, request.headers.get("Stripe-Signature"));
    return believed
      ? { status: 200, text: "Received." }
      : { status: 400, text: "The signature is not Stripe's, or too old." };
  });
}

export const loader = refuseReading;
