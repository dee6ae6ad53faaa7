import "./billing.tasks.ts";
import type { ReactElement } from "react";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import type { TaskPayloads } from "~/tasks/task.ts";
import { PaymentFailedMail, ReceiptMail, receiptSubject } from "./emails/order-mail.tsx";
import { PlanMail, planSubject } from "./emails/plan-mail.tsx";
import { ReversalMail, reversalSubject } from "./emails/reversal-mail.tsx";
import { getOrder } from "./order.queries.server.ts";
import { processEvent } from "./process-event.server.ts";
import { readLetter } from "./read-letter.server.ts";
import { findReceipt, listOrderAddresses } from "./receipt.queries.server.ts";
import { reconcileBilling } from "./reconcile-billing.server.ts";
import { carryOutRefund } from "./refund-order.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { getSubscription, listPlanAddresses } from "./subscription.queries.server.ts";
import { syncOrder } from "./sync-order.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

export const billingTasks = {
  "order.sync": async (db, { orderId }) => void (await syncOrder(db, orderId)),
  "order.settle": async (db, { orderId }) => void (await settleOrder(db, orderId)),
  "order.reversals": async (db, { orderId }) => void (await syncReversals(db, orderId)),
  "plan.sync": async (db, { subscriptionId }) => void (await syncSubscription(db, subscriptionId)),
  "order.refund": async (db, { refundId }) => void (await carryOutRefund(db, refundId)),
  "order.mail": async (db, news, taskId) => {
    const { subject, element } = await writeMail(db, news);
    for (const to of await listOrderAddresses(db, news.orderId))
      await sendMail({ to, subject, element, messageId: messageIdFor(`${taskId}:${to}`) });
  },
  "plan.mail": async (db, { subscriptionId, event }, taskId) => {
    const { employer_id, plan_name, price_cents, next_attempt_at } = await getSubscription(db, subscriptionId);
    const plan = { name: plan_name, cents: price_cents, nextAttempt: next_attempt_at };
    const url = absolute(env().BASE_URL, paths.billing(employer_id));
    for (const to of await listPlanAddresses(db, subscriptionId))
      await sendMail({
        to,
        subject: planSubject(event, plan),
        element: <PlanMail news={event} plan={plan} url={url} />,
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "stripe.event": (db, { eventId }) => processEvent(db, eventId),
  "billing.reconcile": async (db) => void (await reconcileBilling(db)),
} satisfies Partial<TaskHandlers>;

async function writeMail(
  db: Db,
  news: TaskPayloads["order.mail"],
): Promise<{ subject: string; element: ReactElement }> {
  const { orderId } = news;
  const at = (path: string) => absolute(env().BASE_URL, path);
  if ("about" in news) {
    const letter = await readLetter(db, news);
    return {
      subject: reversalSubject(letter),
      element: <ReversalMail letter={letter} url={at(paths.order(orderId))} />,
    };
  }
  const receipt = news.event === "receipt" ? await findReceipt(db, orderId) : undefined;
  if (receipt)
    return {
      subject: receiptSubject(receipt),
      element: <ReceiptMail receipt={receipt} url={at(paths.receipt(orderId))} />,
    };
  const { plan_name: planName, failure } = await getOrder(db, orderId);
  return {
    subject: `Your payment did not go through: ${planName}`,
    element: <PaymentFailedMail planName={planName} failure={failure} url={at(paths.order(orderId))} />,
  };
}
