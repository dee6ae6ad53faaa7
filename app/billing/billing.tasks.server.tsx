import "./billing.tasks.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { PaymentFailedMail, ReceiptMail, receiptSubject } from "./emails/order-mail.tsx";
import { getOrder } from "./order.queries.server.ts";
import { processEvent } from "./process-event.server.ts";
import { findReceipt, listOrderAddresses } from "./receipt.queries.server.ts";
import { reconcileBilling } from "./reconcile-billing.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { syncOrder } from "./sync-order.server.ts";

export const billingTasks = {
  "order.sync": async (db, { orderId }) => void (await syncOrder(db, orderId)),
  "order.settle": async (db, { orderId }) => void (await settleOrder(db, orderId)),
  "order.mail": async (db, { orderId, event }, taskId) => {
    const order = await getOrder(db, orderId);
    const receipt = event === "receipt" ? await findReceipt(db, orderId) : undefined;
    const at = (path: string) => absolute(env().BASE_URL, path);
    const { subject, element } = receipt
      ? {
          subject: receiptSubject(receipt),
          element: <ReceiptMail receipt={receipt} url={at(paths.receipt(orderId))} />,
        }
      : {
          subject: `Your payment did not go through: ${order.plan_name}`,
          element: (
            <PaymentFailedMail planName={order.plan_name} failure={order.failure} url={at(paths.order(orderId))} />
          ),
        };
    for (const to of await listOrderAddresses(db, orderId))
      await sendMail({ to, subject, element, messageId: messageIdFor(`${taskId}:${to}`) });
  },
  "stripe.event": (db, { eventId }) => processEvent(db, eventId),
  "billing.reconcile": async (db) => void (await reconcileBilling(db)),
} satisfies Partial<TaskHandlers>;
