import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { mayLook } from "./look-limit.server.ts";
import { findBillingCustomer, listMonthlyPlans } from "./order.queries.server.ts";
import { planState, worksUntil, type PlanState } from "./plan.ts";
import { findMonthCents, isMonthTaken } from "./plan-month.queries.server.ts";
import { listSubscriptions, type SubscriptionRow } from "./subscription.queries.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/** The plan that an employer has or had last. */
export type PlanView = {
  name: string;
  /** Its price a month, before promotions and tax, and what the month that is paid came to. */
  cents: number;
  paidCents: number | undefined;
  state: PlanState;
  /** All the money of its newest paid month went back or is disputed: nothing new goes live by it. */
  taken: boolean;
  /** What is paid ends then: the plan renews, or ends. */
  periodEnd: Date;
  /** How long it may be used, as far as is known; null where it may not. */
  until: Date | null;
  endedAt: Date | null;
  /** Of a renewal that was refused: what is to be paid, Stripe's page for that, and when the card is tried again. */
  openCents: number | null;
  invoiceUrl: string | null;
  nextAttempt: Date | null;
};

/** What the billing page says of plans. */
export type PlanPart = {
  plan: PlanView | undefined;
  sold: { code: string; name: string; cents: number; days: number }[];
  /** Whether Stripe knows the employer, so that its portal can be opened. */
  portal: boolean;
};

/**
 * The plan of an employer, and what is sold. The caller has checked who asks.
 * @param ask whether Stripe is asked first, as after a visit to its portal; where it does not answer, the page says what
 * is known.
 */
export async function readPlan(db: Db, employerId: EmployerId, ask: boolean): Promise<PlanPart> {
  const [[latest], sold, customer] = await Promise.all([
    listSubscriptions(db, employerId),
    listMonthlyPlans(db),
    findBillingCustomer(db, employerId),
  ]);
  // An open invoice is paid on a page of Stripe's that does not lead back.
  const worthAsking = latest && !latest.over_at && (ask || planState(latest, now()) === "unpaid");
  const plan = worthAsking ? await refreshed(db, latest) : latest;
  return {
    plan: plan && viewOf(plan, await isMonthTaken(db, plan.id), await findMonthCents(db, plan.id)),
    sold: sold.map(({ code, name, price_cents, term_days }) => ({ code, name, cents: price_cents, days: term_days })),
    portal: customer !== undefined,
  };
}

async function refreshed(db: Db, plan: SubscriptionRow): Promise<SubscriptionRow> {
  if (!mayLook(plan.id)) return plan;
  try {
    return await syncSubscription(db, plan.id);
  } catch (error) {
    log.warn({ plan: plan.id, error: errorText(error) }, "the plan will be synced later");
    return plan;
  }
}

function viewOf(plan: SubscriptionRow, taken: boolean, paidCents: number | undefined): PlanView {
  const state = planState(plan, now());
  const works = (state === "active" || state === "ending") && !taken;
  return {
    name: plan.plan_name,
    cents: plan.price_cents,
    paidCents,
    state,
    taken,
    periodEnd: plan.period_end,
    until: works ? (worksUntil(plan) ?? null) : null,
    endedAt: plan.ended_at ?? plan.cancel_at,
    openCents: plan.open_cents,
    invoiceUrl: plan.invoice_url,
    nextAttempt: plan.next_attempt_at,
  };
}
