import { z } from "zod";
import { newId } from "./ids.ts";
import type { Moment, Reader } from "./moment.ts";
import type { ApiFaultRow, EventFaultRow } from "./rows.ts";
import type { Tx } from "./store.ts";

const times = z.coerce.number().int().min(1).max(1_000).default(1);
const seconds = z.coerce.number().min(0).max(86_400).default(5);

/**
 * A fault to come, as the control API takes it. For events: `duplicate` sends one event twice, `twin` tells one fact
 * under two ids, `delay` sends it `seconds` later, `drop` never sends it, `reorder` holds it until a later one has
 * arrived (at most `seconds`), `wrong_secret` and `wrong_version` spoil it. For API calls: `response_lost` does the
 * work and cuts the line, `conflict` is a 409, `rate_limit` a 429, `server_error` a 500 before anything happened,
 * `server_error_saved` one that Stripe keeps under the idempotency key, `slow` answers after `seconds`.
 */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("event"),
    fault: z.enum(["duplicate", "twin", "delay", "drop", "reorder", "wrong_secret", "wrong_version"]),
    type: z.string().max(100).default("*"),
    times,
    seconds,
  }),
  z.strictObject({
    kind: z.literal("api"),
    fault: z.enum(["response_lost", "conflict", "rate_limit", "server_error", "server_error_saved", "slow"]),
    method: z.enum(["*", "GET", "POST", "DELETE"]).default("*"),
    path: z.string().max(200).default("*"),
    times,
    seconds,
  }),
]);
export type NewFault = z.output<typeof faultSchema>;

/** Arms a fault; it strikes `times` times, in the order in which faults were armed. */
export function addFault(moment: Moment, fault: NewFault) {
  return moment.tx.put("fault", { ...fault, id: newId("fault", 12), created: moment.now });
}

/** The armed faults. */
export function listFaults(tx: Reader) {
  return tx.list("fault");
}

/** Disarms every fault. */
export function clearFaults(tx: Tx) {
  for (const fault of tx.list("fault")) tx.delete("fault", fault.id);
}

/** Takes the first fault armed for this event type, if any. */
export function takeEventFault(tx: Tx, type: string): EventFaultRow | undefined {
  for (const fault of tx.list("fault")) {
    if (fault.kind === "event" && (fault.type === "*" || fault.type === type)) return strike(tx, fault);
  }
  return undefined;
}

/** Takes the first fault armed for this API call, if any. `path` is the route's pattern. */
export function takeApiFault(tx: Tx, method: string, path: string): ApiFaultRow | undefined {
  for (const fault of tx.list("fault")) {
    if (fault.kind !== "api") continue;
    if ((fault.method === "*" || fault.method === method) && (fault.path === "*" || fault.path === path))
      return strike(tx, fault);
  }
  return undefined;
}

function strike<F extends ApiFaultRow | EventFaultRow>(tx: Tx, fault: F): F {
  if (fault.times > 1) tx.put("fault", { ...fault, times: fault.times - 1 });
  else tx.delete("fault", fault.id);
  return fault;
}
