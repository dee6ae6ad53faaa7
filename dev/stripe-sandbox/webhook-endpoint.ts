import { nowOf } from "./clock.ts";
import type { Tx } from "./store.ts";

/** The id of the endpoint that is configured, not created through the API. */
export const endpointId = "we_default";

/** Points the default endpoint to an address and a signing secret; from then on pending events go there. */
export function setEndpoint(tx: Tx, url: string, secret: string) {
  const before = tx.get("endpoint", endpointId);
  if (before?.url === url && before.secret === secret && !before.disabled) return;
  const blank = { enabledEvents: ["*"], description: null, disabled: false, metadata: {} };
  tx.put("endpoint", { ...blank, ...before, id: endpointId, created: before?.created ?? nowOf(tx), url, secret });
}

/**
 * Gives the default endpoint a new secret. For `overlapSeconds` of real time deliveries are signed with both.
 * Returns false when there is no such endpoint.
 */
export function rotateSecret(tx: Tx, secret: string, overlapSeconds: number): boolean {
  const row = tx.get("endpoint", endpointId);
  if (!row) return false;
  const until = Date.now() + overlapSeconds * 1_000;
  tx.put("endpoint", { ...row, secret, previousSecret: { secret: row.secret, until } });
  return true;
}
