import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveEvent } from "~/billing/receive-event.server.ts";
import { BodyTooLarge, readBoundedText } from "~/http/read-bounded.server.ts";
import { database } from "~/platform/database.server.ts";

/** Far above any event of Stripe's. */
const LARGEST_EVENT = 1024 * 1024;

/**
 * Stripe's webhook: the signature over the raw body is the only credential, so the origin check leaves this one out
 * (server.ts). 2xx once the event is stored, 400 for a signature that is missing, wrong or old: nothing is stored then.
 */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return notAllowed();
  let body: string;
  try {
    body = await readBoundedText(request, LARGEST_EVENT);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    return answer(413, "The event is too large.");
  }
  const believed = await receiveEvent(database(), body, request.headers.get("Stripe-Signature"));
  return believed ? answer(200, "Received.") : answer(400, "The signature is not Stripe's, or too old.");
}

/** A webhook is posted, nothing else. */
export function loader() {
  return notAllowed();
}

function notAllowed() {
  return answer(405, "Only POST.", { Allow: "POST" });
}

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  return new Response(`${text}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
}
