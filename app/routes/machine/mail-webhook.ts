import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveMailEvents } from "~/alerts/receive-mail-events.server.ts";
import { BodyTooLarge, readBoundedText } from "~/http/read-bounded.server.ts";
import { database } from "~/platform/database.server.ts";

/** 500 events with the longest ids and addresses come to less. */
const LARGEST = 256 * 1024;

/**
 * The mail service's webhook: the signature over the raw body is the only credential, so the origin check leaves this one
 * out (server.ts). 200 once the events are stored, 400 for a signature that is missing, wrong or old, 422 for a signed body
 * that is not as documented.
 */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return notAllowed();
  let body: string;
  try {
    body = await readBoundedText(request, LARGEST);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    return answer(413, "The events are too large.");
  }
  switch (await receiveMailEvents(database(), body, request.headers.get("Mail-Signature"))) {
    case "received":
      return answer(200, "Received.");
    case "unreadable":
      return answer(422, "These are no events as docs/mail.md describes them.");
    case "unsigned":
      return answer(400, "The signature is not right, or too old.");
  }
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
