import type { OrderId, SubscriptionId } from "~/platform/ids.ts";
import type { PlanNews } from "./emails/plan-mail.tsx";
import type { RefundId } from "./reversal.queries.server.ts";
import type { ReversalNews } from "./reversal.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Reads the order's truth from Stripe. */
    "order.sync": { orderId: OrderId };
    /** Carries out what was decided about the order's money: capture it or let it go. */
    "order.settle": { orderId: OrderId };
    /** Reads the order's refunds and disputes from Stripe. */
    "order.reversals": { orderId: OrderId };
    /** Reads a plan and its invoices from Stripe. */
    "plan.sync": { subscriptionId: SubscriptionId };
    /** Makes a refund that an admin wants at Stripe, unless it is made already. */
    "order.refund": { refundId: RefundId };
    /** Tells the owners and whoever ordered: here is the receipt, the bank payment came back. */
    "order.mail":
      | { orderId: OrderId; event: "receipt" | "failed" }
      /** What became of a refund or a dispute; `about` is its id. */
      | { orderId: OrderId; event: ReversalNews; about: string };
    /** Tells the owners and whoever bought a plan: its renewal was refused, or it is over (as asked for, or unpaid). */
    "plan.mail": { subscriptionId: SubscriptionId; event: PlanNews };
    "stripe.event": { eventId: string };
    /** Repeats: finds what webhooks have not told of, and checks that money and rights agree. */
    "billing.reconcile": Record<string, never>;
    /** Repeats: deletes what Stripe told long ago. */
    "billing.sweep-events": Record<string, never>;
  }
}
