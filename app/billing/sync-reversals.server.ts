import "./billing.tasks.ts";
import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type OrderId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { converge } from "./converge.server.ts";
import { findFulfilled, getOrder, lockOrder, type OrderRow } from "./order.queries.server.ts";
import { isForLiveJob, isHeldFirst } from "./order.ts";
import { readReversals, type Reversals, type StripeDispute, type StripeRefund } from "./read-reversals.server.ts";
import { reverseCredits } from "./reverse-credits.server.ts";
import {
  insertRefund,
  listDisputes,
  listRefunds,
  markLookedAt,
  putDispute,
  updateRefund,
  type DisputeRow,
  type RefundRow,
} from "./reversal.queries.server.ts";
import { isGivenBack, takenCents, withholds, type ReversalNews } from "./reversal.ts";
import { rightHandlers } from "./right-handlers.server.ts";
import { useMoney } from "./sync-order.server.ts";

/**
 * Makes our refunds and disputes of a paid order those of Stripe, and its credits follow its money: `syncOrder` for what
 * comes after an order is settled, under the same law. It reads outside any transaction, writes under the customer's
 * lock, and starts again when a newer reading was written meanwhile. Refunds from Stripe's Dashboard are taken over; one
 * that fails later, or a dispute that is won, gives back what it took.
 * @returns whether anything changed. @throws Stripe's errors; DomainError `unavailable` when it was overtaken five times.
 */
export async function syncReversals(db: Db, orderId: OrderId): Promise<boolean> {
  const { employer_id: employerId } = await getOrder(db, orderId);
  const read = async () => {
    const order = await getOrder(db, orderId);
    if (order.state !== "captured" || !order.stripe_payment_intent) return undefined;
    return readReversals(order.stripe_payment_intent);
  };
  return converge(db, employerId, read, async (trx, truth) => {
    const changed = await applyReversals(trx, await lockOrder(trx, orderId), truth);
    await markLookedAt(trx, orderId);
    return changed;
  });
}

/** One fact after the other, so that each line of the ledger says what that fact took. */
async function applyReversals(trx: Trx, order: OrderRow, truth: Reversals): Promise<boolean> {
  const known = { refunds: await listRefunds(trx, order.id), disputes: await listDisputes(trx, order.id) };
  let changed = false;
  for (const refund of truth.refunds)
    if (await applyRefund(trx, order, refund, rowOf(known.refunds, refund))) changed = true;
  for (const dispute of truth.disputes) {
    const before = known.disputes.find((row) => row.id === dispute.id);
    if (await applyDispute(trx, order, dispute, before)) changed = true;
  }
  if (changed && isHeldFirst(order.kind)) await moveRight(trx, order);
  return changed;
}

/** By Stripe's id; one that we wanted and have no answer for by what we wrote into it, if it is for the same amount. */
function rowOf(rows: readonly RefundRow[], refund: StripeRefund): RefundRow | undefined {
  return (
    rows.find((row) => row.stripe_refund === refund.id) ??
    rows.find((row) => row.stripe_refund === null && row.id === refund.ours && row.amount_cents === refund.amount_cents)
  );
}

async function applyRefund(
  trx: Trx,
  order: OrderRow,
  refund: StripeRefund,
  before: RefundRow | undefined,
): Promise<boolean> {
  const { state, failure } = refund;
  if (before?.stripe_refund === refund.id && before.state === state) return false;
  const id = before?.id ?? newId<"refund">();
  if (before) {
    await updateRefund(trx, id, { stripe_refund: refund.id, state, failure });
    before.stripe_refund = refund.id;
  } else
    await insertRefund(
      trx,
      {
        id,
        order_id: order.id,
        stripe_refund: refund.id,
        idempotency_key: null,
        ends_job: 0,
        amount_cents: refund.amount_cents,
        state,
        reason: refund.reason,
        note: null,
        failure,
        actor_account_id: null,
      },
      refund.created_at,
    );
  await tellAudit(trx, order, `refund.${state}`, { refund: refund.id, from: before?.state ?? null });
  const was = before !== undefined && isGivenBack(before.state);
  const is = isGivenBack(state);
  if (was === is && before) return true;
  const sourceKey = is ? `refund:${refund.id}` : `refund:${refund.id}:failed`;
  await reverseCredits(trx, order, await takenNow(trx, order), { kind: "refund", sourceKey });
  // Not when it was wanted: Stripe may refuse it, and a job that was closed for it could not come back.
  if (is && before?.ends_job)
    await rightHandlers().revoked(trx, order, before.actor_account_id ? byAccount(before.actor_account_id) : system);
  if (was || is) await tell(trx, order, is ? "refunded" : "refund_failed", id);
  return true;
}

async function applyDispute(
  trx: Trx,
  order: OrderRow,
  dispute: StripeDispute,
  before: DisputeRow | undefined,
): Promise<boolean> {
  const { id, state } = dispute;
  if (before?.state === state && before.amount_cents === dispute.amount_cents) return false;
  await putDispute(trx, { ...dispute, order_id: order.id });
  await tellAudit(trx, order, `dispute.${state.slice(0, 30)}`, { dispute: id, from: before?.state ?? null });
  const sourceKey = `dispute:${id}:${withholds(state) ? "open" : "won"}`;
  await reverseCredits(trx, order, await takenNow(trx, order), { kind: "dispute", sourceKey });
  const was = before !== undefined && withholds(before.state);
  if (!was && withholds(state)) await tell(trx, order, "disputed", id);
  if (state === "lost") await tell(trx, order, "dispute_lost", id);
  if (was && !withholds(state)) await tell(trx, order, "dispute_won", id);
  return true;
}

async function takenNow(trx: Trx, order: OrderRow): Promise<number> {
  return takenCents(order, await listRefunds(trx, order.id), await listDisputes(trx, order.id));
}

/**
 * What all its money went back for, by refunds or a lost dispute, is not given for nothing: a post that was charged
 * before its review, in Stripe's Dashboard, does not go live; a job is not featured any more, and is not extended by a
 * term that has not begun. While a dispute is open
 * both stay as they are: it may be won. When a refund fails, the job is featured again for the time that it
 * was bought for; where another order features it by then, the order says so, and staff has money to give back.
 */
async function moveRight(trx: Trx, order: OrderRow): Promise<void> {
  const lost = (await listDisputes(trx, order.id)).filter((row) => row.state === "lost");
  const gone = takenCents(order, await listRefunds(trx, order.id), lost);
  if (gone >= (order.total_cents ?? 0)) return rightHandlers().lost(trx, order);
  const paidAt = await findFulfilled(trx, `capture:${order.id}`);
  if (isForLiveJob(order.kind) && !order.failure && paidAt)
    await useMoney(trx, order, () => rightHandlers().restored(trx, order, paidAt));
}

function tellAudit(trx: Trx, order: OrderRow, action: string, detail: Record<string, string | null>): Promise<void> {
  return recordAudit(trx, { actor: system, action, subject: { kind: "order", id: order.id }, detail });
}

function tell(trx: Trx, { id: orderId }: OrderRow, event: ReversalNews, about: string): Promise<void> {
  return enqueueTask(trx, "order.mail", { orderId, event, about }, { dedupeKey: `order.mail:${event}:${about}` });
}
