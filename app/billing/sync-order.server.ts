import "./billing.tasks.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { OrderId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { converge } from "./converge.server.ts";
import { grantPack, writeReceipt } from "./fulfil-order.server.ts";
import { beginPlan } from "./fulfil-plan.server.ts";
import { getOrder, insertFulfilment, lockOrder, updateOrder, type OrderRow } from "./order.queries.server.ts";
import { isForLiveJob, isHeldFirst, isSettled } from "./order.ts";
import type { Bill } from "./plan-truth.ts";
import { readTruth, type Truth } from "./read-truth.server.ts";
import { readPlanOrderTruth } from "./read-plan-truth.server.ts";
import { rightHandlers } from "./right-handlers.server.ts";

/**
 * The only way that money becomes a right (BILLING.md): reads what Stripe says of the order now and makes our tables
 * agree, together with what the right does to the job. Webhooks, the return page, the reconciler and staff all call it;
 * once, twice or fifty times at the same moment has one effect. A slow fetch never overwrites a newer one: the customer's
 * version has moved by then. An order whose money has come to its end is not asked about again.
 * @throws Stripe's errors when it cannot be reached; Error when what it says does not belong to the order.
 */
export async function syncOrder(db: Db, orderId: OrderId): Promise<OrderRow> {
  const { employer_id: employerId } = await getOrder(db, orderId);
  await converge(
    db,
    employerId,
    async ({ stripe_customer: customer }) => {
      const order = await getOrder(db, orderId);
      // Without a session no browser was ever sent to pay for it.
      if (!order.stripe_session || isSettled(order.state)) return undefined;
      return order.kind === "subscription" ? readPlanOrderTruth(order, customer) : readTruth(order, customer);
    },
    async (trx, truth) => {
      const changed = await applyTruth(trx, await lockOrder(trx, orderId), truth);
      if (!changed) await updateOrder(trx, orderId, {});
      return changed;
    },
  );
  return getOrder(db, orderId);
}

/** @returns whether anything changed. */
async function applyTruth(trx: Trx, order: OrderRow, truth: Truth): Promise<boolean> {
  switch (truth.kind) {
    case "waiting":
      return false;
    case "expired":
      if (order.state !== "open") return false;
      await move(trx, order, { state: "expired" });
      return true;
    case "no-cost":
      if (order.state !== "open") return false;
      await move(trx, order, { state: "no_cost", total_cents: 0 });
      if (order.kind === "pack") await fulfilPack(trx, order.id, truth.bill);
      else if (truth.bought) await beginPlan(trx, order, truth.bought);
      else await grant(trx, order.id);
      return true;
    case "processing":
      if (order.state !== "open") return false;
      await move(trx, order, {
        state: "processing",
        stripe_payment_intent: truth.paymentIntent,
        total_cents: truth.totalCents,
      });
      return true;
    case "authorized":
      if (order.state !== "open") return false;
      await move(trx, order, {
        state: "authorized",
        stripe_payment_intent: truth.paymentIntent,
        total_cents: truth.totalCents,
        capture_before: truth.captureBefore,
      });
      await grant(trx, order.id);
      return true;
    case "captured":
      return applyCapture(trx, order, truth);
    case "refused":
      // Whatever was held is let go. Where nothing was known to be held, nothing was handed over for it either.
      return isHeldFirst(order.kind) && order.state !== "open"
        ? refuse(trx, order, truth.message)
        : fail(trx, order, truth);
    case "released":
      return applyRelease(trx, order, truth);
  }
}

async function applyCapture(trx: Trx, order: OrderRow, truth: Truth & { kind: "captured" }): Promise<boolean> {
  if (isSettled(order.state)) return false;
  if (isHeldFirst(order.kind) && order.state === "open") {
    // Somebody captured it in Stripe's Dashboard before we saw it authorized.
    await move(trx, order, { state: "authorized", stripe_payment_intent: truth.paymentIntent });
    await grant(trx, order.id);
  }
  await move(trx, await getOrder(trx, order.id), {
    state: "captured",
    stripe_payment_intent: truth.paymentIntent,
    total_cents: truth.bill.totalCents,
    intent: null,
  });
  if (order.kind === "pack") await fulfilPack(trx, order.id, truth.bill);
  else if (truth.bought) await beginPlan(trx, order, truth.bought);
  else if (await insertFulfilment(trx, `capture:${order.id}`, order.id)) {
    await writeReceipt(trx, order, truth.bill);
    const paid = await getOrder(trx, order.id);
    await useMoney(trx, paid, () => rightHandlers().captured(trx, paid));
  }
  return true;
}

/** Does what the money was taken for. What has no place at its live job any more keeps why: money to give back. */
export async function useMoney(trx: Trx, order: OrderRow, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } catch (error) {
    if (!isForLiveJob(order.kind) || !(error instanceof DomainError)) throw error;
    await updateOrder(trx, order.id, { failure: error.message.slice(0, 300) });
  }
}

/** The pack is paid, or a promotion left nothing to pay: its credits are there. */
async function fulfilPack(trx: Trx, orderId: OrderId, bill: Bill): Promise<void> {
  if (!(await insertFulfilment(trx, `pack:${orderId}`, orderId))) return;
  const order = await getOrder(trx, orderId);
  await grantPack(trx, order);
  await writeReceipt(trx, order, bill);
}

/** A bank payment came back, or a card refused before we knew that it held: nothing was charged or granted. */
async function fail(trx: Trx, order: OrderRow, truth: Truth & { kind: "refused" }): Promise<boolean> {
  if (isSettled(order.state)) return false;
  await move(trx, order, {
    state: "failed",
    stripe_payment_intent: truth.paymentIntent,
    failure: truth.message.slice(0, 300),
    intent: null,
  });
  await tellOfFailure(trx, order.id);
  return true;
}

function tellOfFailure(trx: Trx, orderId: OrderId): Promise<void> {
  const dedupeKey = `order.mail:failed:${orderId}`;
  return enqueueTask(trx, "order.mail", { orderId, event: "failed" }, { dedupeKey });
}

async function applyRelease(trx: Trx, order: OrderRow, truth: Truth & { kind: "released" }): Promise<boolean> {
  if (isSettled(order.state)) return false;
  const asked = order.intent === "cancel";
  await move(trx, order, {
    state: truth.lapsed && !asked ? "lapsed" : "cancelled",
    stripe_payment_intent: truth.paymentIntent,
    intent: null,
  });
  // A feature keeps its place in the term until here: it may be charged just before its job ends and lets it go. So does
  // an extension its place after the term.
  if ((!asked || isForLiveJob(order.kind)) && order.state === "authorized")
    await rightHandlers().lost(trx, await getOrder(trx, order.id));
  return true;
}

/**
 * The money that was authorized is not given: the job loses its right, and what is left of the authorization is let go.
 * `order` is locked. @returns false when that was known before, or nothing was authorized.
 */
export async function refuse(trx: Trx, order: OrderRow, message: string): Promise<boolean> {
  if (order.state !== "authorized" || order.intent === "cancel") return false;
  await updateOrder(trx, order.id, { intent: "cancel", failure: message.slice(0, 300) });
  await recordAudit(trx, {
    actor: system,
    action: "order.refused",
    subject: { kind: "order", id: order.id },
    detail: { wanted: order.intent },
  });
  if (order.intent === "capture") await rightHandlers().refused(trx, order);
  else await rightHandlers().lost(trx, order);
  if (isForLiveJob(order.kind)) await tellOfFailure(trx, order.id);
  await enqueueTask(trx, "order.settle", { orderId: order.id });
  return true;
}

/**
 * Hands the right to the job. Where it has no place any more (another order was quicker, the job is gone) the money goes
 * back: nothing is ever paid twice.
 *
 * A post waits for its moderator. An upgrade or an extension does not: its job is live, so everything was decided before,
 * and it is charged at once. It is still authorized first, like a post (BILLING.md lets only packs and subscriptions be
 * paid blindly): a job may end while somebody stands on Stripe's page, and what is only held is let go at no cost, while
 * money that was taken would have to be refunded.
 */
async function grant(trx: Trx, orderId: OrderId): Promise<void> {
  if (!(await insertFulfilment(trx, `authorize:${orderId}`, orderId))) return;
  try {
    const order = await getOrder(trx, orderId);
    await rightHandlers().authorized(trx, order);
    if (!isForLiveJob(order.kind) || order.state !== "authorized") return;
    await updateOrder(trx, orderId, { intent: "capture" });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const failure = error.message.slice(0, 300);
    const order = await getOrder(trx, orderId);
    // Where nothing was to pay, there is nothing to let go.
    if (order.state === "no_cost") {
      await move(trx, order, { state: "cancelled", failure });
      return;
    }
    await updateOrder(trx, orderId, { intent: "cancel", failure });
  }
  await enqueueTask(trx, "order.settle", { orderId });
}

async function move(
  trx: Trx,
  order: OrderRow,
  set: Parameters<typeof updateOrder>[2] & Pick<OrderRow, "state">,
): Promise<void> {
  await updateOrder(trx, order.id, set);
  await recordAudit(trx, {
    actor: system,
    action: `order.${set.state}`,
    subject: { kind: "order", id: order.id },
    detail: { from: order.state },
  });
}
