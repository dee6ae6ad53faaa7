import type { AppLoadContext } from "@remix-run/node";

/** What the web process knows of a request beyond the Request itself; every loader and action gets it as `context`. */
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    /** The visitor's address, read behind TRUST_PROXY proxies. For rate limits only; never logged. */
    clientAddress: string;
    /** In the log line of the request, and on the error page. */
    requestId: string;
    /** Of this answer's Content-Security-Policy. */
    nonce: string;
    /**
     * Set where the page is rendered for all guests at once: the digest of the answer that is kept, if any. The rendering
     * leaves the answer's own digest here, or that it is the same, and then renders nothing.
     */
    guest?: { readonly known: string | undefined; digest?: string; unchanged?: boolean };
    /** Whether the answer is a page, which shows what its data says; set by the board's handler. */
    wholePage?: boolean;
    /** Where the rendering may leave a page's bytes: through the body of a Response they would be copied three times. */
    page?: { bytes?: Buffer };
  }
}

export type RequestContext = AppLoadContext;
