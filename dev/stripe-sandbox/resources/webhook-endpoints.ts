import Stripe from "stripe";
import { z } from "zod";
import { invalidRequest, notFound } from "../errors.ts";
import { newId, randomText } from "../ids.ts";
import type { Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, listing, mergeMetadata, metadata, noParams, paramsOf, text, truth, url } from "../params.ts";
import { route } from "../routing.ts";
import type { EndpointRow } from "../rows.ts";

/** Stripe's own bound on the endpoints of an account in test mode. */
const maxEndpoints = 16;
const enabledEvents = z.array(text(100)).min(1).max(300);
const createParams = paramsOf<Stripe.WebhookEndpointCreateParams>()({
  api_version: text(50).optional(),
  description: emptyable(text()).optional(),
  enabled_events: enabledEvents,
  metadata: metadata.optional(),
  url,
});
const updateParams = paramsOf<Stripe.WebhookEndpointUpdateParams>()({
  description: emptyable(text()).optional(),
  disabled: truth.optional(),
  enabled_events: enabledEvents.optional(),
  metadata: metadata.optional(),
  url: url.optional(),
});
const { created: _, ...paging } = listing;
const listParams = paramsOf<Stripe.WebhookEndpointListParams>()(paging);

/** A webhook endpoint as the API shows it; its secret is told once. */
export function serializeEndpoint(row: EndpointRow) {
  return {
    id: row.id,
    object: "webhook_endpoint",
    api_version: Stripe.API_VERSION,
    application: null,
    created: row.created,
    description: row.description,
    enabled_events: row.enabledEvents,
    livemode: false,
    metadata: row.metadata,
    status: row.disabled ? "disabled" : "enabled",
    url: row.url,
  } satisfies Stripe.WebhookEndpoint;
}

function getEndpoint(tx: Reader, id: string): EndpointRow {
  const row = tx.get("endpoint", id);
  if (!row) throw notFound("webhook endpoint", id);
  return row;
}

export const webhookEndpointRoutes = [
  route("POST", "/v1/webhook_endpoints", createParams, ({ tx, now, params }) => {
    if (params.api_version !== undefined && params.api_version !== Stripe.API_VERSION) {
      throw invalidRequest(
        `Invalid API version: ${params.api_version}. The Stripe sandbox serves ${Stripe.API_VERSION}.`,
        { param: "api_version" },
      );
    }
    if (tx.list("endpoint").length >= maxEndpoints)
      throw invalidRequest(`You have reached the maximum of ${maxEndpoints} test webhook endpoints.`);
    const row = tx.put("endpoint", {
      id: newId("we"),
      created: now,
      url: params.url,
      secret: `whsec_${randomText(32)}`,
      enabledEvents: params.enabled_events,
      description: params.description ?? null,
      disabled: false,
      metadata: mergeMetadata({}, params.metadata),
    });
    return { ...serializeEndpoint(row), secret: row.secret } satisfies Stripe.WebhookEndpoint;
  }),
  route("GET", "/v1/webhook_endpoints", listParams, ({ tx, params }) =>
    listPage("/v1/webhook_endpoints", tx.list("endpoint"), params, serializeEndpoint),
  ),
  route("GET", "/v1/webhook_endpoints/:id", noParams, ({ tx, id }) => serializeEndpoint(getEndpoint(tx, id))),
  route("POST", "/v1/webhook_endpoints/:id", updateParams, ({ tx, id, params }) => {
    const before = getEndpoint(tx, id);
    const row = tx.put("endpoint", {
      ...before,
      url: params.url ?? before.url,
      enabledEvents: params.enabled_events ?? before.enabledEvents,
      description: params.description === undefined ? before.description : params.description,
      disabled: params.disabled ?? before.disabled,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    return serializeEndpoint(row);
  }),
  route("DELETE", "/v1/webhook_endpoints/:id", noParams, ({ tx, id }) => {
    const row = getEndpoint(tx, id);
    tx.delete("endpoint", row.id);
    // What was still to be sent there is not sent any more.
    for (const delivery of tx.list("delivery"))
      if (delivery.endpoint === row.id && delivery.state === "pending")
        tx.put("delivery", { ...delivery, state: "failed", lastAnswer: "the endpoint was deleted" });
    return { id: row.id, object: "webhook_endpoint", deleted: true } satisfies Stripe.DeletedWebhookEndpoint;
  }),
];
