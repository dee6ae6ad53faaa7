import Stripe from "stripe";
import { takeEventFault } from "./faults.ts";
import { newId } from "./ids.ts";
import type { Moment } from "./moment.ts";
import type { EventFaultRow, EventRow } from "./rows.ts";

type EventOf<T extends Stripe.Event["type"]> = Extract<Stripe.Event, { type: T }>;

/** An API version that is not the one in use, for the fault `wrong_version`. */
export const otherApiVersion = "2020-08-27";

/**
 * Records an event with the object as it is now, and a delivery of it to every endpoint, in the moment's transaction;
 * faults armed for its type strike here.
 */
export function emit<T extends Stripe.Event["type"]>(moment: Moment, type: T, object: EventOf<T>["data"]["object"]) {
  const fault = takeEventFault(moment.tx, type);
  const ids = fault?.fault === "twin" ? [newId("evt"), newId("evt")] : [newId("evt")];
  for (const id of ids) {
    const event: EventRow = {
      id,
      created: moment.now,
      apiVersion: fault?.fault === "wrong_version" ? otherApiVersion : Stripe.API_VERSION,
      type,
      object,
      request: moment.request,
    };
    moment.tx.put("event", event);
    addDeliveries(moment, id, fault);
  }
}

function addDeliveries(moment: Moment, event: string, fault: EventFaultRow | undefined) {
  const copies = fault?.fault === "duplicate" ? 2 : 1;
  const late = fault?.fault === "delay" || fault?.fault === "reorder" ? fault.seconds * 1_000 : 0;
  for (const endpoint of moment.tx.list("endpoint")) {
    for (let copy = 0; copy < copies; copy++) {
      moment.tx.put("delivery", {
        id: newId("del", 16),
        created: moment.now,
        event,
        endpoint: endpoint.id,
        state: fault?.fault === "drop" ? "dropped" : "pending",
        attempts: 0,
        nextAttemptAt: Date.now() + late,
        wrongSecretTimes: fault?.fault === "wrong_secret" ? 1 : 0,
        heldBack: fault?.fault === "reorder",
        lastAnswer: null,
      });
    }
  }
}
