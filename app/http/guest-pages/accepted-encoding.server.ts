import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

/** How a page's bytes are sent. */
export type Encoding = "br" | "gzip" | "identity";

const PREFERRED: Encoding[] = ["br", "gzip", "identity"];
/** Browsers send a handful of different headers. */
const known = new LRUCache<string, Encoding>({
  max: 100,
  maxSize: 20_000,
  sizeCalculation: (_, header) => header.length,
});

/** The library takes what it prefers among equals; its types don't say so. */
const best: (this: Negotiator, available: string[], preferred: string[]) => string | undefined =
  Negotiator.prototype.encoding;

/** The encoding of an answer to a request with this Accept-Encoding header; who accepts none gets the page as it is. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  if (typeof header !== "string" || header === "") return "identity";
  let encoding = known.get(header);
  if (!encoding) {
    const negotiator = new Negotiator({ headers: { "accept-encoding": header } });
    const chosen = best.call(negotiator, PREFERRED, PREFERRED);
    encoding = PREFERRED.find((one) => one === chosen) ?? "identity";
    if (header.length <= 500) known.set(header, encoding);
  }
  return encoding;
}
