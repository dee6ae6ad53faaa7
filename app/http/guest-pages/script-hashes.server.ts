import { createHash } from "node:crypto";

/**
 * Takes the nonce out of a rendered page, so that the page can be given to many, and answers which scripts it vouched for
 * as sources of a Content-Security-Policy. A script that came into the page by another way than our rendering has no
 * nonce, and gets no hash. Throws where the nonce stands anywhere else: it would then be told to everybody.
 */
export function hashesForNonce(html: string, nonce: string): { html: string; sources: string[] } {
  const attribute = ` nonce="${nonce}"`;
  const sources = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (attributes.includes(attribute) && text !== "")
      sources.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  const without = html.replaceAll(attribute, "");
  if (without.includes(nonce)) throw new Error("The nonce stands in the page itself");
  return { html: without, sources: [...sources] };
}
