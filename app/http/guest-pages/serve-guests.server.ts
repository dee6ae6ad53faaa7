import { LRUCache } from "lru-cache";
import type { IncomingMessage, ServerResponse } from "node:http";
import { carriesOwnCookie } from "../own-cookies.ts";
import { isPrefetch, PREFETCHED } from "../prefetch.ts";
import { acceptedEncoding } from "./accepted-encoding.server.ts";
import { GuestPage, type Representation } from "./guest-page.server.ts";
import type { GuestPages, PassingAnswer } from "./guest-pages.server.ts";
import { matchesEtag } from "./matches-etag.ts";
import { pageAddress } from "./page-address.ts";

/** Of what a browser keeps for itself: it asks every time whether that is still right. */
const FOR_BROWSERS = "private, no-cache";
/**
 * With CDN=1. A shared cache may then give a page that is ten seconds old, and older ones for half a minute while it asks
 * for a new one; a browser asks every time.
 */
const FOR_CDNS = "public, max-age=0, s-maxage=10, stale-while-revalidate=30";

/**
 * The Vary header of pages that are kept. A shared cache that heeds it tells guests from others even if set up wrongly; a
 * browser that fetched a page's data ahead of a sign-in does not show it to who has signed in.
 */
export const VARY = "Accept-Encoding, Cookie";

function isData(address: string): boolean {
  return address.split("?", 1)[0]!.endsWith(".data");
}

/** Answers guests from their pages. */
export class GuestServer {
  /** The addresses by the URLs they were asked under; null for one that is not kept. */
  private readonly addresses = new LRUCache<string, { address: string | undefined }>({
    maxSize: 4_000_000,
    sizeCalculation: ({ address = "" }, url) => 2 * (url.length + address.length) + 200,
  });
  private readonly cacheControl: string;

  /** `headers` go with every answer, in turn names and values. */
  constructor(
    private readonly pages: GuestPages,
    private readonly headers: readonly string[],
    cdn: boolean,
  ) {
    this.cacheControl = cdn ? FOR_CDNS : FOR_BROWSERS;
  }

  /** The address of the page that a request asks for, if it is a guest's request for a page that is kept. */
  addressOf({ method, url = "", headers }: IncomingMessage): string | undefined {
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (headers.cookie !== undefined && carriesOwnCookie(headers.cookie)) return undefined;
    if (headers.authorization !== undefined || headers.range !== undefined) return undefined;
    let known = this.addresses.get(url);
    if (!known) {
      known = { address: pageAddress(url) };
      if (url.length <= 1_024) this.addresses.set(url, known);
    }
    return known.address;
  }

  /** Answers at once, if the page is there as it has to be. Answers the status sent; undefined where it isn't. */
  answerAtOnce(address: string, request: IncomingMessage, response: ServerResponse, requestId: string) {
    const made = this.pages.fresh(address)?.peek(acceptedEncoding(request.headers["accept-encoding"]));
    return made && this.send(address, made, request, response, requestId);
  }

  /**
   * Answers when the page was checked or rendered. Resolves with an answer that is not kept, for the caller to send, or
   * with "personal" where the request must be answered by itself; with undefined when it has answered.
   */
  async answer(
    address: string,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<PassingAnswer | "personal" | undefined> {
    const page = await this.pages.get(address, requestId);
    if (!(page instanceof GuestPage)) return page;
    const encoding = acceptedEncoding(request.headers["accept-encoding"]);
    const made = page.peek(encoding) ?? (await this.pages.represent(address, page, encoding));
    this.send(address, made, request, response, requestId);
    return undefined;
  }

  private send(
    address: string,
    made: Representation,
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): number {
    const purpose = headers["sec-purpose"] ?? headers.purpose;
    const prefetched = purpose !== undefined && isPrefetch(String(purpose)) && isData(address);
    const own = ["Cache-Control", prefetched ? PREFETCHED : this.cacheControl, "X-Request-Id", requestId];
    const unmodified = headers["if-none-match"] !== undefined && matchesEtag(headers["if-none-match"], made.etag);
    if (unmodified) response.writeHead(304, [...this.headers, ...made.unmodified, ...own]).end();
    else {
      response.writeHead(200, [...this.headers, ...made.headers, ...own]);
      if (method === "HEAD") response.end();
      else response.end(made.body);
    }
    return unmodified ? 304 : 200;
  }
}
