import type Stripe from "stripe";
import { z } from "zod";
import { notFound } from "../errors.ts";
import type { Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { listing, noParams, paramsOf, text, truth } from "../params.ts";
import { route } from "../routing.ts";
import type { EventRow } from "../rows.ts";

const listParams = paramsOf<Stripe.EventListParams>()({
  ...listing,
  delivery_success: truth.optional(),
  type: text(100).optional(),
  types: z.array(text(100)).max(20).optional(),
});

const deliveriesOf = (tx: Reader, row: EventRow) => tx.list("delivery").filter((delivery) => delivery.event === row.id);

/** An event with the object as it was when it happened. */
export function serializeEvent(tx: Reader, row: EventRow) {
  return {
    id: row.id,
    object: "event",
    api_version: row.apiVersion,
    created: row.created,
    data: { object: row.object, ...(row.previous && { previous_attributes: row.previous }) },
    livemode: false,
    pending_webhooks: deliveriesOf(tx, row).filter((delivery) => delivery.state === "pending").length,
    request: row.request ?? { id: null, idempotency_key: null },
    type: row.type,
  } satisfies Stripe.EventBase;
}

/** The events that some endpoint has not got (still pending, dropped or given up). */
function undeliveredEvents(tx: Reader) {
  return new Set(tx.list("delivery").flatMap((delivery) => (delivery.state === "delivered" ? [] : [delivery.event])));
}

/** `type` may end in a `*`: `charge.*`. */
const isOfType = (row: EventRow, type: string) =>
  type.endsWith("*") ? row.type.startsWith(type.slice(0, -1)) : row.type === type;

export const eventRoutes = [
  route("GET", "/v1/events", listParams, ({ tx, params }) => {
    const undelivered = params.delivery_success === undefined ? undefined : undeliveredEvents(tx);
    return listPage(
      "/v1/events",
      tx.list("event"),
      params,
      (row) => serializeEvent(tx, row),
      (row) => {
        if (params.type !== undefined && !isOfType(row, params.type)) return false;
        if (params.types && !params.types.some((type) => isOfType(row, type))) return false;
        return !undelivered || undelivered.has(row.id) !== params.delivery_success;
      },
    );
  }),
  route("GET", "/v1/events/:id", noParams, ({ tx, id }) => {
    const row = tx.get("event", id);
    if (!row) throw notFound("event", id);
    return serializeEvent(tx, row);
  }),
];
