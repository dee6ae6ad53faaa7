import type { OrderId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Reads the order's truth from Stripe. */
    "order.sync": { orderId: OrderId };
    /** Carries out what was decided about the order's money: capture it or let it go. */
    "order.settle": { orderId: OrderId };
    "stripe.event": { eventId: string };
    /** Repeats: looks at the orders that webhooks have not told of. */
    "billing.sync-unsettled": Record<string, never>;
  }
}
