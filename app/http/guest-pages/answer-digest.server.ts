import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { packedText } from "~/ui/packing.ts";

/** What a page is rendered from, beside its address. */
type Answer = { loaderData: Record<string, unknown>; errors?: unknown; statusCode: number };

/**
 * Names what the loaders answered: equal answers have equal digests. Undefined for an answer that is not all there yet (a
 * promise in it), or that failed.
 */
export function answerDigest({ loaderData, errors, statusCode }: Answer): string | undefined {
  if (errors) return undefined;
  try {
    const hash = createHash("sha256").update(serialize([statusCode, loaderData]));
    // What is packed may have left out its text: that the page shows it is what counts here.
    for (const data of Object.values(loaderData))
      for (const value of Object.values(data ?? {})) hash.update(packedText(value) ?? "");
    return hash.digest("base64");
  } catch {
    return undefined;
  }
}
