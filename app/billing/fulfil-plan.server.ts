import "./billing.tasks.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { newId, type OrderId, type SubscriptionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { writeReceipt } from "./fulfil-order.server.ts";
import { getOrder, insertFulfilment, insertOrder, updateOrder, type OrderRow } from "./order.queries.server.ts";
import { isOver } from "./plan.ts";
import type { BoughtPlan, PaidInvoice, PlanTruth } from "./plan-truth.ts";
import { insertSubscription, updateSubscription, type SubscriptionRow } from "./subscription.queries.server.ts";

/**
 * Begins the plan that an order bought, once, and writes its receipt. The order is paid, or cost nothing. Renewals and
 * changes may have been told of before the plan was known as ours, so it is read once more after that.
 */
export async function beginPlan(trx: Trx, order: OrderRow, { plan, paid }: BoughtPlan): Promise<void> {
  if (!(await insertFulfilment(trx, `inv:${paid.invoice}`, order.id))) return;
  const id: SubscriptionId = newId<"subscription">();
  const at = now();
  await insertSubscription(trx, {
    id,
    employer_id: order.employer_id,
    stripe_subscription: plan.stripeSubscription,
    plan_code: order.plan_code,
    plan_name: order.plan_name,
    price_cents: order.amount_cents,
    currency: order.currency,
    term_days: order.term_days,
    ...columnsOf(plan),
    over_at: isOver(plan.status) ? at : null,
    read_at: at,
    tried_at: at,
    created_by: order.created_by,
    created_at: at,
  });
  await updateOrder(trx, order.id, { subscription_id: id, ...paidColumns(paid) });
  await writeReceipt(trx, order, paid.bill);
  await enqueueTask(trx, "plan.sync", { subscriptionId: id });
}

/** Writes a paid renewal as an order of its own, with its receipt and mail, once for its invoice. @returns whether it was new. */
export async function recordRenewal(trx: Trx, plan: SubscriptionRow, paid: PaidInvoice): Promise<boolean> {
  const known = await trx
    .selectFrom("order")
    .select("id")
    .where("stripe_invoice", "=", paid.invoice)
    .forUpdate()
    .executeTakeFirst();
  if (known) return false;
  const id: OrderId = newId<"order">();
  const { bill } = paid;
  await insertOrder(trx, {
    id,
    employer_id: plan.employer_id,
    plan_code: plan.plan_code,
    plan_name: plan.plan_name,
    kind: "subscription",
    job_id: null,
    revision_id: null,
    amount_cents: bill.totalCents + bill.balanceCents + bill.discountCents - bill.taxCents,
    currency: plan.currency,
    term_days: plan.term_days,
    credits: 0,
    created_by: plan.created_by,
  });
  await updateOrder(trx, id, {
    state: bill.totalCents === 0 ? "no_cost" : "captured",
    total_cents: bill.totalCents,
    stripe_payment_intent: paid.paymentIntent,
    subscription_id: plan.id,
    ...paidColumns(paid),
  });
  await insertFulfilment(trx, `inv:${paid.invoice}`, id);
  await writeReceipt(trx, await getOrder(trx, id), bill);
  await recordAudit(trx, {
    actor: system,
    action: "order.renewal",
    subject: { kind: "order", id },
    detail: { subscription: plan.id, totalCents: bill.totalCents },
  });
  return true;
}

/**
 * Makes the mirror agree with what Stripe says, and tells the employer what it must know: a renewal was refused, the
 * plan is over. What is over stays over. @returns whether anything changed. `before` is locked.
 */
export async function mirrorPlan(trx: Trx, before: SubscriptionRow, truth: PlanTruth): Promise<boolean> {
  const after = columnsOf(truth);
  const over = isOver(truth.status);
  const changed = Object.entries(after).filter(([name, value]) => !isSame(value, before[name as keyof typeof after]));
  if (before.over_at || changed.length === 0) {
    await updateSubscription(trx, before.id, {});
    return false;
  }
  await updateSubscription(trx, before.id, { ...after, over_at: over ? now() : null });
  await recordAudit(trx, {
    actor: system,
    action: "plan.changed",
    subject: { kind: "employer", id: before.employer_id },
    detail: {
      subscription: before.id,
      from: before.status,
      to: truth.status,
      periodEnd: truth.periodEnd.toISOString(),
      cancelAt: truth.cancelAt?.toISOString() ?? null,
    },
  });
  if (over)
    await enqueueTask(
      trx,
      "plan.mail",
      { subscriptionId: before.id, event: truth.endedUnpaid ? "ended-unpaid" : "ended" },
      { dedupeKey: `plan.mail:ended:${before.id}` },
    );
  else if (truth.open && (truth.status === "past_due" || truth.status === "unpaid"))
    await enqueueTask(
      trx,
      "plan.mail",
      { subscriptionId: before.id, event: "payment-failed" },
      { dedupeKey: `plan.mail:failed:${truth.open.invoice}` },
    );
  return true;
}

function columnsOf(truth: PlanTruth) {
  return {
    status: truth.status,
    period_start: truth.periodStart,
    period_end: truth.periodEnd,
    cancel_at: truth.cancelAt,
    ended_at: truth.endedAt,
    open_invoice: truth.open?.invoice ?? null,
    open_cents: truth.open?.cents ?? null,
    invoice_url: truth.open?.url ?? null,
    next_attempt_at: truth.open?.nextAttemptAt ?? null,
  };
}

const paidColumns = ({ invoice, periodStart, periodEnd }: PaidInvoice) => ({
  stripe_invoice: invoice,
  period_start: periodStart,
  period_end: periodEnd,
});

const isSame = (one: Date | string | number | null, other: Date | string | number | null) =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
