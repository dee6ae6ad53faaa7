/** What the admin's page reads of billing's health. */
export { countStrandedOrders } from "./order.queries.server.ts";
export { listFailedEvents } from "./stripe-event.queries.server.ts";
