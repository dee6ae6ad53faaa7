/** What the admin's pages read of billing's health. */
export { countStrandedOrders } from "./order.queries.server.ts";
export { assertBilling, billingAssertions } from "./assert-billing.server.ts";
export { readChecks, readEventCursor, readReconcilerRun } from "./reconcile-state.queries.server.ts";
export { countEventsOfDay, countFailedEvents, pageFailedEvents, readEventLag } from "./stripe-event.queries.server.ts";
