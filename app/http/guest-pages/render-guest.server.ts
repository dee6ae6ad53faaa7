import { createHash, randomBytes } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { contentSecurityPolicy } from "../security-headers.server.ts";
import type { RenderGuest } from "./guest-pages.server.ts";
import { hashesForNonce } from "./script-hashes.server.ts";

export type Handle = (request: Request, context: AppLoadContext) => Promise<Response>;

/** Of a page that is kept these are set as it goes out. */
const SET_LATER = new Set(["cache-control", "content-length", "vary", "etag"]);

/**
 * Renders pages for guests through Remix's handler. The request it makes has an address and nothing else, so that nothing
 * of any visitor can get into the page. `baseUrl` is env().BASE_URL.
 */
export function guestRenderer(handle: Handle, baseUrl: string): RenderGuest {
  return async (address, { known, requestId }) => {
    const controller = new AbortController();
    const nonce = randomBytes(18).toString("hex");
    const guest: NonNullable<AppLoadContext["guest"]> = { known };
    try {
      const request = new Request(new URL(baseUrl + address), { signal: controller.signal });
      const answer = await handle(request, { clientAddress: "", requestId, nonce, guest });
      if (guest.unchanged) return "unchanged";
      const bytes = Buffer.from(await answer.arrayBuffer());
      const { headers, status } = answer;
      if (headers.has("Set-Cookie") || headers.get("Cache-Control")?.includes("no-store")) return "personal";
      const kept = [...headers]
        .filter(([name]) => name !== "content-security-policy" && !(status === 200 && SET_LATER.has(name)))
        .flat();
      if (!headers.get("Content-Type")?.startsWith("text/html")) {
        const digest = createHash("sha256").update(bytes).digest("base64");
        return digest === known ? "unchanged" : { status, headers: kept, body: bytes, digest };
      }
      const { html, sources } = hashesForNonce(bytes.toString(), nonce);
      kept.push("Content-Security-Policy", contentSecurityPolicy(sources));
      // Without a digest nothing equals it, so the page is rendered anew at every check.
      return { status, headers: kept, body: Buffer.from(html), digest: guest.digest ?? nonce };
    } finally {
      // Ends the timers that Remix and React hold for the request.
      controller.abort();
    }
  };
}
