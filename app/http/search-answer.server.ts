import { DomainError } from "~/platform/domain-error.ts";
import { statusOf } from "./answer-error.server.ts";
import { isPrefetch, PREFETCHED } from "./prefetch.ts";

/** Waits for a search. @throws a 503 answer while the index is still being built, so that the page says so. */
export async function answerSearch<T>(search: Promise<T>): Promise<T> {
  try {
    return await search;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new Response(null, { status: statusOf(error), headers: { "Retry-After": "5" } });
  }
}

/**
 * The headers of a public page's data. A prefetched answer may be used for the seconds between the intent and the click;
 * everything else is asked for anew. A guest's answer may come from memory, where these headers are set for each request.
 */
export function publicDataHeaders(request: Request, { signedIn } = { signedIn: false }): HeadersInit {
  if (signedIn) return { "Cache-Control": "private, no-cache", Vary: "Cookie" };
  const purpose = request.headers.get("Sec-Purpose") ?? request.headers.get("Purpose") ?? "";
  return { "Cache-Control": isPrefetch(purpose) ? PREFETCHED : "private, no-cache" };
}
