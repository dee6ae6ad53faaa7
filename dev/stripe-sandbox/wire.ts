import { channel } from "node:diagnostics_channel";

/** One request to the API and what it was answered, as they went over the wire. */
export interface ApiExchange {
  method: string;
  /** Path and query. */
  url: string;
  body: string;
  status: number;
  answer: string;
}

const apiExchanges = channel("stripe-sandbox:api");
const sentEvents = channel("stripe-sandbox:event");

/** Tells whoever listens; without a listener it costs nothing. */
export const tellOfExchange = (exchange: ApiExchange) => apiExchanges.publish(exchange);

/** Tells whoever listens of a webhook's body. */
export const tellOfEvent = (body: string) => sentEvents.publish(body);

/** Hears all that any sandbox of this process answers and sends, before the client does. */
export function listenToWire(onExchange: (exchange: ApiExchange) => void, onEvent: (body: string) => void) {
  apiExchanges.subscribe((message) => onExchange(message as ApiExchange));
  sentEvents.subscribe((message) => onEvent(message as string));
}
