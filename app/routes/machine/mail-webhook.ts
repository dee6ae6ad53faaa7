import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveMailEvents } from "~/alerts/receive-mail-events.server.ts";
import { answerWebhook, refuseReading, type WebhookAnswer } from "~/http/webhook.server.ts";
import { database } from "~/platform/database.server.ts";

/** 500 events with the longest ids and addresses come to less. */
const LARGEST = 256 * 1024;

const answers: Record<Awaited<ReturnType<typeof receiveMailEvents>>, WebhookAnswer> = {
  received: { status: 200, text: "Received." },
  unreadable: { status: 422, text: "These are no events as docs/mail.md describes them." },
  unsigned: { status: 400, text: "The signature is not right, or too old." },
};

/** The mail service's webhook: 200 once the events are stored; for what is signed but not as documented 422. */
export function action({ request }: ActionFunctionArgs) {
  return answerWebhook(
    request,
    LARGEST,
    async (body) => answers[await receiveMailEvents(database(), body, request.headers.get("Mail-Signature"))],
  );
}

export const loader = refuseReading;
