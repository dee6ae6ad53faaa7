import { requireActing } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { EmployerId, TermId } from "~/platform/ids.ts";
import { planState, worksUntil, type PlanFacts } from "./plan.ts";
import { isMonthTaken, lockMonth } from "./plan-month.queries.server.ts";
import {
  insertPlanUse,
  listSubscriptions,
  lockRunningSubscriptions,
  type SubscriptionRow,
} from "./subscription.queries.server.ts";

const works = (plan: PlanFacts) => ["active", "ending"].includes(planState(plan, now()));

/** The plan by which an employer may post now; undefined where it has none that works. */
export async function findWorkingPlan(db: Db | Trx, employerId: EmployerId): Promise<SubscriptionRow | undefined> {
  for (const plan of (await listSubscriptions(db, employerId)).filter(works))
    if (!(await isMonthTaken(db, plan.id))) return plan;
  return undefined;
}

/** The same for whoever acts by it: as it was committed by now, and held until the transaction ends. */
export async function lockWorkingPlan(trx: Trx, employerId: EmployerId): Promise<SubscriptionRow | undefined> {
  for (const plan of (await lockRunningSubscriptions(trx, employerId)).filter(works))
    if (!(await lockMonth(trx, plan.id)).taken) return plan;
  return undefined;
}

/**
 * Makes sure that a job may be submitted by the plan of its employer, in the transaction that submits it. A plan holds
 * nothing: whether it works is asked once more at approval.
 * @returns for how many days the plan makes a job live. @throws DomainError `conflict` when no plan works.
 */
export async function requirePlan(trx: Trx, employerId: EmployerId): Promise<{ days: number }> {
  await requireActing(trx, employerId);
  const plan = await lockWorkingPlan(trx, employerId);
  if (!plan)
    throw new DomainError(
      "conflict",
      "There is no plan that works just now: it ended, its last payment did not go through, or the money of its month went back. Nothing was submitted. The billing page says how it stands; you can use a credit or a card instead.",
    );
  return { days: plan.term_days };
}

/**
 * Uses the plan that works at this moment, the moment of approval, for a term: the term's one right. Later the plan may
 * end, or its money go back; the term stays.
 * @returns false when no plan of the employer works any more: the term has no right then.
 */
export async function usePlan(trx: Trx, right: { employerId: EmployerId; termId: TermId }): Promise<boolean> {
  const plan = await lockWorkingPlan(trx, right.employerId);
  const until = plan && worksUntil(plan);
  if (!plan || !until) return false;
  await insertPlanUse(trx, { termId: right.termId, subscriptionId: plan.id, until });
  return true;
}
