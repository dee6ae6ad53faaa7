import type { HeadersFunction } from "@remix-run/node";
import { DomainError } from "~/platform/domain-error.ts";
import { statusOf } from "./answer-error.server.ts";
import type { PublicVisitor } from "./asker.server.ts";
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
 * The headers of a public page's data. What a guest's browser fetched ahead may be used for the seconds between the
 * intent and the click; everything else is asked for anew. A guest's answer may come from memory, where these headers are
 * set for each request.
 *
 * What somebody signed in gets is theirs alone, and no longer theirs when they have signed out. Of who has a profile no
 * data is stored at all: a browser may use what it fetched ahead for minutes without asking, and by then the profile may
 * say something else. `wholePage`: whether it is the page itself, to which a browser must be able to go back.
 */
export function publicDataHeaders(
  request: Request,
  {
    visitor = { signedIn: false },
    wholePage = false,
  }: { visitor?: PublicVisitor; wholePage?: boolean | undefined } = {},
): HeadersInit {
  if (visitor.signedIn)
    return { "Cache-Control": visitor.asker && !wholePage ? "private, no-store" : "private, no-cache", Vary: "Cookie" };
  const purpose = request.headers.get("Sec-Purpose") ?? request.headers.get("Purpose") ?? "";
  return { "Cache-Control": isPrefetch(purpose) ? PREFETCHED : "private, no-cache" };
}

/** The `headers` of a route whose loader says them; Remix leaves them out otherwise. */
export const loadersHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
