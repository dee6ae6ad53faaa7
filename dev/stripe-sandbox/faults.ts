import { z } from "zod";
import { newId } from "./ids.ts";
import type { Moment, Reader } from "./moment.ts";
import type { ApiFaultRow, EventFaultRow } from "./rows.ts";
import type { Tx } from "./store.ts";

const times = z.coerce.number().int().min(1).max(1_000).default(1);
const seconds = z.coerce.number().min(0).max(86_400).default(5);

/** Strikes only what is about this object, by its id; `*` is anything. */
const object = z.string().max(255).default("*");

/**
 * A fault to come, as the control API takes it.
 *
 * For events: `duplicate` sends one event twice, `twin` tells one fact under two ids, `delay` sends it `seconds` later,
 * `drop` never sends it, `reorder` holds it until a later one has arrived (at most `seconds`), `wrong_secret` and
 * `wrong_version` spoil it, `old_secret` signs it once with the secret before the last rotation.
 *
 * For API calls: `request_lost` cuts the line before anything happened, `response_lost` after all was done, `conflict`
 * is a 409 (the object is locked), `key_in_use` a 409 (another request works under the idempotency key), `rate_limit` a
 * 429, `server_error` a 500 before anything happened, `server_error_saved` one that Stripe keeps under the idempotency
 * key, `server_error_after` one that comes although the work was done (kept too), `slow` waits `seconds` before the
 * work, `late_answer` after it: what it says may be out of date when it comes.
 */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("event"),
    fault: z.enum(["duplicate", "twin", "delay", "drop", "reorder", "wrong_secret", "old_secret", "wrong_version"]),
    type: z.string().max(100).default("*"),
    object,
    times,
    seconds,
  }),
  z.strictObject({
    kind: z.literal("api"),
    fault: z.enum([
      "request_lost",
      "response_lost",
      "conflict",
      "key_in_use",
      "rate_limit",
      "server_error",
      "server_error_saved",
      "server_error_after",
      "slow",
      "late_answer",
    ]),
    method: z.enum(["*", "GET", "POST", "DELETE"]).default("*"),
    path: z.string().max(200).default("*"),
    object,
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

const fits = (wanted: string, is: string) => wanted === "*" || wanted === is;

/** Takes the first fault armed for an event of this type about this object, if any. */
export function takeEventFault(tx: Tx, type: string, object: object): EventFaultRow | undefined {
  const id = "id" in object && typeof object.id === "string" ? object.id : "";
  for (const fault of tx.list("fault")) {
    if (fault.kind === "event" && fits(fault.type, type) && fits(fault.object, id)) return strike(tx, fault);
  }
  return undefined;
}

/** Takes the first fault armed for this API call, if any. `path` is the route's pattern, `id` what stands for its `:id`. */
export function takeApiFault(tx: Tx, method: string, path: string, id: string): ApiFaultRow | undefined {
  for (const fault of tx.list("fault")) {
    if (fault.kind !== "api") continue;
    if (fits(fault.method, method) && fits(fault.path, path) && fits(fault.object, id)) return strike(tx, fault);
  }
  return undefined;
}

function strike<F extends ApiFaultRow | EventFaultRow>(tx: Tx, fault: F): F {
  if (fault.times > 1) tx.put("fault", { ...fault, times: fault.times - 1 });
  else tx.delete("fault", fault.id);
  return fault;
}
