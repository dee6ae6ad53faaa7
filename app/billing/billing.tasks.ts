import type { OrderId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Reads the order's truth from Stripe. */
    "order.sync": { orderId: OrderId };
    /** Carries out what was decided about the order's money: capture it or let it go. */
    "order.settle": { orderId: OrderId };
    /** Tells the owners and whoever ordered: here is the receipt, or the bank payment came back. */
    "order.mail": { orderId: OrderId; event: "receipt" | "failed" };
    "stripe.event": { eventId: string };
    /** Repeats: finds what webhooks have not told of, and checks that money and rights agree. */
    "billing.reconcile": Record<string, never>;
  }
}
