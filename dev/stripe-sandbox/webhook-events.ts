import Stripe from "stripe";
import { takeEventFault } from "./faults.ts";
import { newId } from "./ids.ts";
import type { Moment } from "./moment.ts";
import type { EndpointRow, EventFaultRow, EventRow } from "./rows.ts";

type EventOf<T extends Stripe.Event["type"]> = Extract<Stripe.Event, { type: T }>;

/** An API version that is not the one in use, for the fault `wrong_version`. */
export const otherApiVersion = "2020-08-27";

/**
 * Records an event with the object as it is now, and a delivery of it to every endpoint, in the moment's transaction;
 * faults armed for its type strike here.
 * @param before the object as it was, for an event that tells what changed
 */
export function emit<T extends Stripe.Event["type"]>(
  moment: Moment,
  type: T,
  object: EventOf<T>["data"]["object"],
  before?: object,
) {
  const previous = before && previousOf(before, object);
  const fault = takeEventFault(moment.tx, type, object);
  const ids = fault?.fault === "twin" ? [newId("evt"), newId("evt")] : [newId("evt")];
  for (const id of ids) {
    const event: EventRow = {
      id,
      created: moment.now,
      apiVersion: fault?.fault === "wrong_version" ? otherApiVersion : Stripe.API_VERSION,
      type,
      object,
      ...(previous && { previous }),
      request: moment.request,
    };
    moment.tx.put("event", event);
    addDeliveries(moment, id, type, fault);
  }
}

/**
 * The former values of the fields that changed, as `previous_attributes` shows them: groups in part, lists whole. A field
 * of the object itself that was not there before has no former value; a new key of a group (metadata) had none: null.
 */
function previousOf(before: object, after: object, inGroup = false): object {
  const [was, is] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  return Object.fromEntries(
    [...new Set([...was.keys(), ...(inGroup ? is.keys() : [])])]
      .filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
      .map((name) => {
        const [old, next] = [was.get(name) ?? null, is.get(name)];
        return [name, isGroup(old) && isGroup(next) ? previousOf(old, next, true) : old];
      }),
  );
}
const isGroup = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wants = ({ enabledEvents, disabled }: EndpointRow, type: string) =>
  !disabled && (enabledEvents.includes("*") || enabledEvents.includes(type));

function addDeliveries(moment: Moment, event: string, type: string, fault: EventFaultRow | undefined) {
  const copies = fault?.fault === "duplicate" ? 2 : 1;
  const late = fault?.fault === "delay" || fault?.fault === "reorder" ? fault.seconds * 1_000 : 0;
  for (const endpoint of moment.tx.list("endpoint").filter((one) => wants(one, type))) {
    for (let copy = 0; copy < copies; copy++) {
      moment.tx.put("delivery", {
        id: newId("del", 16),
        created: moment.now,
        event,
        endpoint: endpoint.id,
        state: fault?.fault === "drop" ? "dropped" : "pending",
        attempts: 0,
        nextAttemptAt: Date.now() + late,
        wrongSecretTimes: fault?.fault === "wrong_secret" || fault?.fault === "old_secret" ? 1 : 0,
        oldSecret: fault?.fault === "old_secret",
        heldBack: fault?.fault === "reorder",
        lastAnswer: null,
      });
    }
  }
}
