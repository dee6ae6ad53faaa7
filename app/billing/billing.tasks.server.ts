import "./billing.tasks.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { processEvent } from "./process-event.server.ts";
import { reconcileBilling } from "./reconcile-billing.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { syncOrder } from "./sync-order.server.ts";

export const billingTasks = {
  "order.sync": async (db, { orderId }) => void (await syncOrder(db, orderId)),
  "order.settle": async (db, { orderId }) => void (await settleOrder(db, orderId)),
  "stripe.event": (db, { eventId }) => processEvent(db, eventId),
  "billing.reconcile": async (db) => void (await reconcileBilling(db)),
} satisfies Partial<TaskHandlers>;
