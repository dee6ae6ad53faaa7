import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, OrderId, SubscriptionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { paths } from "~/platform/paths.ts";
import { errorText } from "~/tasks/error-text.ts";
import { listMonthlyPlans } from "./order.queries.server.ts";
import { isPaid } from "./order.ts";
import { atCheckout, closeCheckout, placeOrder, requireSeenPrice } from "./place-order.server.ts";
import { NotAsOrdered } from "./read-plan-truth.server.ts";
import {
  hasPendingPlanOrder,
  listPendingPlanOrders,
  listSubscriptions,
  lockRunningSubscriptions,
} from "./subscription.queries.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/**
 * Opens Stripe's page for a monthly plan. An employer has one plan at a time: an unpaid page for one is closed first, and
 * if it turns out to be paid, that order is the answer; while a plan runs, also one that ends soon or waits for money, no
 * other is sold.
 * @param input.seenCents the price a month that the buyer saw.
 * @returns the order, and the address to send the browser to unless it is paid already.
 * @throws DomainError `not-found` for anybody but a member; `conflict` for a recruiter, for what is not sold, when the
 *   price is another one by now, and when there is a plan or another tab is buying one; `unavailable` when Stripe does not
 *   answer. Nothing is owed then.
 */
export async function buyPlan(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; planCode: string; seenCents: number },
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  const { accountId, employerId, planCode } = input;
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  if (employer.role !== "owner")
    throw new DomainError("conflict", "Only an owner of the organization buys a plan. Nothing was charged.");
  const plan = (await listMonthlyPlans(db)).find((sold) => sold.code === planCode);
  if (!plan) throw new DomainError("conflict", "This plan is not sold any more. Nothing was charged.");
  requireSeenPrice(plan, input.seenCents);
  return atCheckout({ employer: employerId }, async () => {
    for (const running of await listSubscriptions(db, employerId))
      if (!running.over_at && !(await isOverByNow(db, running.id))) throw anotherRuns();
    for (const earlier of await listPendingPlanOrders(db, employerId)) {
      const { state } = await closeCheckout(db, earlier.id);
      if (isPaid(state) || state === "processing") return { orderId: earlier.id, checkoutUrl: undefined };
    }
    const placement = { employerId, employerName: employer.name, accountId, plan, jobId: null, revisionId: null };
    return placeOrder(db, placement, {
      money: "monthly",
      itemName: plan.name,
      returnPath: paths.order,
      leftPath: (orderId) => `${paths.order(orderId)}?left=1`,
      guard: (trx) => requireNone(trx, employerId),
    });
  });
}

/** @throws DomainError `conflict` when what runs at Stripe is not what was bought: staff must look first. */
async function isOverByNow(db: Db, id: SubscriptionId): Promise<boolean> {
  try {
    return (await syncSubscription(db, id)).over_at !== null;
  } catch (error) {
    if (!(error instanceof NotAsOrdered)) throw error;
    log.warn({ plan: id, error: errorText(error) }, "a plan at Stripe is not what was bought");
    throw new DomainError(
      "conflict",
      "Your organization has a plan already that was changed at Stripe, so that we cannot read it. No other is sold until that is sorted out: write to us. Nothing was charged.",
    );
  }
}

/** Two tabs that found nothing above come here one after the other. */
async function requireNone(trx: Trx, employerId: EmployerId): Promise<void> {
  if ((await lockRunningSubscriptions(trx, employerId)).length > 0) throw anotherRuns();
  if (await hasPendingPlanOrder(trx, employerId))
    throw new DomainError(
      "conflict",
      "Another tab is opening the payment page of this plan. Use that one. Nothing was charged.",
    );
}

function anotherRuns(): DomainError {
  return new DomainError(
    "conflict",
    "Your organization has a plan already. See above how it stands; “Manage the plan” keeps it going or pays for it. Nothing was charged.",
  );
}
