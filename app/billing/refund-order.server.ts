import "./billing.tasks.ts";
import Stripe from "stripe";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { formatMoney } from "~/ui/format.ts";
import { getOrder, lockBillingCustomer, lockOrder, type OrderRow } from "./order.queries.server.ts";
import {
  getRefund,
  insertRefund,
  listDisputes,
  listRefunds,
  lockRefund,
  updateRefund,
  type RefundId,
  type RefundRow,
} from "./reversal.queries.server.ts";
import { refundableCents, type RefundReason } from "./reversal.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";

/** No request to Stripe, with the SDK's own repetitions, is still under way after this. */
const QUIET = 5 * MINUTE;

export type RefundWish = {
  /** Names this act once and for all: the same wish posted twice is one refund. */
  refundId: RefundId;
  orderId: OrderId;
  cents: number;
  /** What could be refunded when the admin decided; another amount by now means that somebody else acted. */
  seenCents: number;
  reason: RefundReason;
  note: string;
  /** Whether the live job that the order pays for is taken down as soon as Stripe gives the money. */
  endsJob: boolean;
  adminId: AccountId;
};

/**
 * Gives money of a paid order back at the wish of an admin: commits the intention, its key and its audit row, then calls
 * Stripe. A task repeats the call where the process dies or Stripe does not answer. What it means for credits and for
 * the employer follows from what Stripe then says (`syncReversals`).
 * @returns the refund as it stands; `wanted` while Stripe has not answered.
 * @throws DomainError `conflict` when the order cannot be refunded by so much, or not as it was seen; nothing is done then.
 */
export async function refundOrder(db: Db, wish: RefundWish): Promise<RefundRow> {
  const { employer_id } = await getOrder(db, wish.orderId);
  await transact(db, (trx) => wantRefund(trx, wish, employer_id));
  try {
    return await carryOutRefund(db, wish.refundId);
  } catch (error) {
    log.warn({ order: wish.orderId, error: errorText(error) }, "the refund will be made later");
    return getRefund(db, wish.refundId);
  }
}

async function wantRefund(trx: Trx, wish: RefundWish, employerId: EmployerId): Promise<void> {
  const { orderId, refundId, cents, note, reason, adminId } = wish;
  // The lock comes before any other read: what is read then is what the last one who held it wrote.
  await lockBillingCustomer(trx, employerId);
  const order = await lockOrder(trx, orderId);
  const refunds = await listRefunds(trx, orderId);
  // A doubled click: the first one did it.
  if (refunds.some((refund) => refund.id === refundId)) return;
  requireRefundable(order, refundableCents(order, refunds, await listDisputes(trx, orderId)), wish);
  await insertRefund(trx, {
    id: refundId,
    order_id: orderId,
    stripe_refund: null,
    idempotency_key: `refund:${refundId}`,
    ends_job: wish.endsJob ? 1 : 0,
    amount_cents: cents,
    state: "wanted",
    reason,
    note: note || null,
    failure: null,
    actor_account_id: adminId,
  });
  const actor = byAccount(adminId);
  const detail = { refund: refundId, amountCents: cents, reason, endsJob: wish.endsJob };
  await recordAudit(trx, { actor, action: "order.refund", subject: { kind: "order", id: orderId }, detail });
  await enqueueTask(trx, "order.refund", { refundId }, { runAt: later(now(), 5_000) });
}

function requireRefundable(order: OrderRow, left: number, { cents, seenCents }: RefundWish): void {
  const refuse = (why: string) => new DomainError("conflict", `${why} Nothing was refunded.`);
  if (order.state !== "captured") throw refuse("Nothing was charged for this order.");
  if (!order.stripe_payment_intent)
    throw refuse("It was not paid through Stripe, which therefore cannot give it back.");
  if (left !== seenCents)
    throw refuse(`${formatMoney(left)} can be refunded by now: somebody or Stripe was quicker. Look again.`);
  if (cents < 1 || cents > left) throw refuse(`At most ${formatMoney(left)} can be refunded.`);
}

/**
 * Makes a refund that was committed, unless it is made already: Stripe's list is read first, since a key may have been
 * pruned and Stripe would then refund again. Once, twice or fifty times at the same moment makes one refund.
 * @returns the refund as it stands. @throws Stripe's errors when it cannot be reached, for the task to try again.
 */
export async function carryOutRefund(db: Db, refundId: RefundId): Promise<RefundRow> {
  const wanted = await getRefund(db, refundId);
  if (wanted.state !== "wanted") return wanted;
  await syncReversals(db, wanted.order_id);
  const order = await getOrder(db, wanted.order_id);
  const key = await beginAttempt(db, refundId);
  if (!key) return getRefund(db, refundId);
  try {
    await stripe().refunds.create(
      {
        payment_intent: order.stripe_payment_intent!,
        amount: wanted.amount_cents,
        ...(wanted.reason && { reason: wanted.reason as RefundReason }),
        metadata: { refund: refundId, order: order.id },
      },
      { idempotencyKey: key },
    );
  } catch (error) {
    if (!isRefusal(error)) {
      // Stripe keeps a failure of its own under the key; a later attempt needs another one.
      if (error instanceof Stripe.errors.StripeAPIError) await updateRefund(db, refundId, { key_spent: 1 });
      throw error;
    }
    await syncReversals(db, order.id);
    await noteRefusal(db, refundId, error.message);
    return getRefund(db, refundId);
  }
  await syncReversals(db, order.id);
  return getRefund(db, refundId);
}

/**
 * Notes that an attempt begins. A key under which Stripe keeps a failure is replaced, but only after no request can be
 * under way with it: two keys at once could refund twice.
 * @returns the key to use; undefined when the refund is not wanted any more. @throws DomainError `unavailable` until then.
 */
function beginAttempt(db: Db, refundId: RefundId): Promise<string | undefined> {
  return transact(db, async (trx) => {
    const refund = await lockRefund(trx, refundId);
    if (refund?.state !== "wanted" || !refund.idempotency_key) return undefined;
    if (refund.key_spent && refund.tried_at && refund.tried_at > later(now(), -QUIET))
      throw new DomainError("unavailable", "Stripe failed. The refund is tried again in a few minutes.");
    const key = refund.key_spent ? nextKey(refund.idempotency_key) : refund.idempotency_key;
    await updateRefund(trx, refundId, { idempotency_key: key, tried_at: now(), key_spent: 0 });
    return key;
  });
}

/** `refund:<id>`, `refund:<id>:2`, `refund:<id>:3` … */
function nextKey(key: string): string {
  const [, id, count = "1"] = key.split(":");
  return `refund:${id}:${Number(count) + 1}`;
}

/** Stripe said no for good, and made nothing of it. */
async function noteRefusal(db: Db, refundId: RefundId, message: string): Promise<void> {
  await transact(db, async (trx) => {
    const { order_id } = await getRefund(trx, refundId);
    const { employer_id } = await getOrder(trx, order_id);
    await lockBillingCustomer(trx, employer_id);
    const refund = await lockRefund(trx, refundId);
    if (refund?.state !== "wanted") return;
    await updateRefund(trx, refundId, { state: "refused", failure: message.slice(0, 300) });
    const detail = { refund: refundId, from: "wanted" };
    const actor = { kind: "system" } as const;
    await recordAudit(trx, { actor, action: "refund.refused", subject: { kind: "order", id: order_id }, detail });
  });
}
