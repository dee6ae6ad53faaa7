import "./billing.tasks.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { processEvent } from "./process-event.server.ts";
import { listOrderAddresses } from "./receipt.queries.server.ts";
import { reconcileBilling } from "./reconcile-billing.server.ts";
import { carryOutRefund } from "./refund-order.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { listPlanAddresses } from "./subscription.queries.server.ts";
import { sweepEvents } from "./sweep-events.server.ts";
import { syncOrder } from "./sync-order.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";
import { writeOrderMail, writePlanMail } from "./write-mail.server.tsx";

export const billingTasks = {
  "order.sync": async (db, { orderId }) => void (await syncOrder(db, orderId)),
  "order.settle": async (db, { orderId }) => void (await settleOrder(db, orderId)),
  "order.reversals": async (db, { orderId }) => void (await syncReversals(db, orderId)),
  "plan.sync": async (db, { subscriptionId }) => void (await syncSubscription(db, subscriptionId)),
  "order.refund": async (db, { refundId }) => void (await carryOutRefund(db, refundId)),
  "order.mail": async (db, news, taskId) => {
    const { subject, element } = await writeOrderMail(db, news);
    for (const to of await listOrderAddresses(db, news.orderId))
      await sendMail({ to, subject, element, messageId: messageIdFor(`${taskId}:${to}`) });
  },
  "plan.mail": async (db, news, taskId) => {
    const { subject, element } = await writePlanMail(db, news);
    for (const to of await listPlanAddresses(db, news.subscriptionId))
      await sendMail({ to, subject, element, messageId: messageIdFor(`${taskId}:${to}`) });
  },
  "stripe.event": (db, { eventId }) => processEvent(db, eventId),
  "billing.reconcile": async (db) => void (await reconcileBilling(db)),
  "billing.sweep-events": (db) => sweepEvents(db),
} satisfies Partial<TaskHandlers>;
