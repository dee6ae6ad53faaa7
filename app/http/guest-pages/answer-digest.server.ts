import { createHash } from "node:crypto";
import { serialize } from "node:v8";

/** What a page is rendered from, beside its address. */
type Answer = { loaderData: unknown; errors?: unknown; statusCode: number };

/**
 * Names what the loaders answered: equal answers have equal digests. Undefined for an answer that is not all there yet (a
 * promise in it), or that failed.
 */
export function answerDigest({ loaderData, errors, statusCode }: Answer): string | undefined {
  if (errors) return undefined;
  try {
    return createHash("sha256")
      .update(serialize([statusCode, loaderData]))
      .digest("base64");
  } catch {
    return undefined;
  }
}
