import { BodyTooLarge, readBoundedText } from "./read-bounded.server.ts";

/** What a webhook says to the service that posted, in plain text: that sends it again unless the status is 2xx. */
export type WebhookAnswer = { status: 200 | 400 | 422; text: string };

/**
 * A request to a webhook, whose signature over the raw body is its only credential: the origin check leaves it out
 * (server.ts). Other methods than POST get 405, and a body of more than `most` bytes 413; `receive` judges the rest.
 */
export async function answerWebhook(
  request: Request,
  most: number,
  receive: (body: string) => Promise<WebhookAnswer>,
): Promise<Response> {
  if (request.method !== "POST") return refuseReading();
  let body: string;
  try {
    body = await readBoundedText(request, most);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    return answer(413, "The body is too large.");
  }
  const { status, text } = await receive(body);
  return answer(status, text);
}

/** The loader of a webhook: it is posted, nothing else. */
export function refuseReading(): Response {
  return answer(405, "Only POST.", { Allow: "POST" });
}

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  return new Response(`${text}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
}
