import type { ReactElement } from "react";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskPayloads } from "~/tasks/task.ts";
import { PaymentFailedMail, ReceiptMail, receiptSubject } from "./emails/order-mail.tsx";
import { PlanMail, planSubject } from "./emails/plan-mail.tsx";
import { ReversalMail, reversalSubject } from "./emails/reversal-mail.tsx";
import { getOrder } from "./order.queries.server.ts";
import { readLetter } from "./read-letter.server.ts";
import { findReceipt } from "./receipt.queries.server.ts";
import { getSubscription } from "./subscription.queries.server.ts";

/** A mail that is ready to be sent to whoever it is for. */
export type WrittenMail = { subject: string; element: ReactElement };

const at = (path: string) => absolute(env().BASE_URL, path);

/** Writes the mail about an order: its receipt, a payment that failed, a refund or a dispute. */
export async function writeOrderMail(db: Db, news: TaskPayloads["order.mail"]): Promise<WrittenMail> {
  const { orderId } = news;
  const url = at(paths.order(orderId));
  if ("about" in news) {
    const letter = await readLetter(db, news);
    return { subject: reversalSubject(letter), element: <ReversalMail letter={letter} url={url} /> };
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
    element: <PaymentFailedMail planName={planName} failure={failure} url={url} />,
  };
}

/** Writes the mail about a plan: its renewal was refused, or it is over. */
export async function writePlanMail(
  db: Db,
  { subscriptionId, event }: TaskPayloads["plan.mail"],
): Promise<WrittenMail> {
  const { employer_id, plan_name, open_cents, next_attempt_at } = await getSubscription(db, subscriptionId);
  const plan = { name: plan_name, openCents: open_cents, nextAttempt: next_attempt_at };
  const url = at(paths.billing(employer_id));
  return { subject: planSubject(event, plan), element: <PlanMail news={event} plan={plan} url={url} /> };
}
