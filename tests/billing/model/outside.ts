import { stripe } from "~/billing/stripe-client.server.ts";
import { assertBilling } from "~/billing/assert-billing.server.ts";
import { refundOrder, type RefundWish } from "~/billing/refund-order.server.ts";
import { readRefundable } from "~/billing/show-admin.server.ts";
import { database, type Db } from "~/platform/database.server.ts";
import { newId, type OrderId } from "~/platform/ids.ts";
import { customerOf, paymentOf, runningPlan } from "./at-stripe.ts";
import type { Desk, World } from "./world.ts";

// What staff do in Stripe's Dashboard and banks decide: the board only hears of it, if at all.

/** Gives a part of what is left of a payment back. */
export async function refundInDashboard(desk: Desk, which: 0 | 1, part: number): Promise<void> {
  const payment = await paymentOf(desk, which);
  if (!payment) return;
  const left = payment.charge.amount - payment.charge.amount_refunded;
  if (left > 0) await stripe().refunds.create({ payment_intent: payment.id, amount: Math.ceil(left * part) });
}

/** The payment's newest refund turns out well, or the bank sends it back. */
export async function turnRefund(
  world: World,
  desk: Desk,
  which: 0 | 1,
  outcome: "succeeded" | "failed",
): Promise<void> {
  const payment = await paymentOf(desk, which);
  const { data } = payment ? await stripe().refunds.list({ payment_intent: payment.id, limit: 1 }) : { data: [] };
  for (const { id } of data) await world.control(`/refunds/${id}/settle`, { outcome });
}

/** The cardholder disputes what was charged, once. */
export async function dispute(world: World, desk: Desk, which: 0 | 1, inquiry: boolean): Promise<void> {
  const payment = await paymentOf(desk, which);
  if (!payment || payment.charge.disputed || payment.charge.refunded) return;
  await world.control("/disputes", { payment_intent: payment.id, reason: "fraudulent", inquiry });
}

/** The bank decides. */
export async function decideDispute(world: World, desk: Desk, which: 0 | 1, outcome: "won" | "lost"): Promise<void> {
  const payment = await paymentOf(desk, which);
  const { data } = payment ? await stripe().disputes.list({ payment_intent: payment.id, limit: 1 }) : { data: [] };
  for (const { id } of data) await world.control(`/disputes/${id}/decide`, { outcome });
}

/** Lets the authorization of a client's order go, or charges it, whatever moderators say. */
export async function endAuthorization(desk: Desk, client: 0 | 1, how: "cancel" | "capture"): Promise<void> {
  const [order, customer] = [desk.clients[client].page?.orderId, await customerOf(desk)];
  if (!order || !customer) return;
  const { data } = await stripe().paymentIntents.list({ customer, limit: 20 });
  const intent = data.find((one) => one.metadata.order === order && one.status === "requires_capture");
  if (intent) await stripe().paymentIntents[how](intent.id);
}

/** Staff give back what the health page shows as charged for nothing: somebody charged it there before a decision. */
export async function putRight(world: World): Promise<void> {
  const [{ broken } = { broken: [] }] = await assertBilling(database(), { only: "captured-went-live" });
  const wish = { adminId: world.moderatorId, part: 1, endsJob: false };
  for (const { id } of broken) await giveBack(database(), id as OrderId, wish);
  if (broken.length === 0) return;
  await world.hear();
  await world.work();
}

/** An admin gives a part, or all that is left, of an order back. */
export async function giveBack(
  db: Db,
  orderId: OrderId,
  { part, ...wish }: Pick<RefundWish, "adminId" | "endsJob"> & { part: number },
): Promise<void> {
  const seenCents = await readRefundable(db, orderId);
  const cents = Math.ceil(seenCents * part);
  const words = { reason: "requested_by_customer", note: "" } as const;
  await refundOrder(db, { ...wish, ...words, refundId: newId<"refund">(), orderId, cents, seenCents });
}

/** Ends the plan at once. */
export async function endPlan(desk: Desk): Promise<void> {
  const plan = await runningPlan(desk);
  if (plan) await stripe().subscriptions.cancel(plan.stripe_subscription);
}
