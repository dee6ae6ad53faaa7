import { DAY, later } from "~/platform/clock.ts";

/** A subscription's status, as Stripe says it. */
export const planStatuses = [
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "paused",
  "canceled",
] as const;
export type PlanStatus = (typeof planStatuses)[number];

/** What decides how a plan stands: what Stripe said when it was last asked. */
export type PlanFacts = { status: PlanStatus; period_end: Date; cancel_at: Date | null };

/** How a plan stands: `active` renews, `ending` works to its end, `unpaid` waits for money, `over` is over for good. */
export type PlanState = "active" | "ending" | "unpaid" | "over";

/**
 * How long a plan goes on working after its period when nothing was heard of the next one: Stripe charges a renewal an
 * hour after the period's end, and may be out of reach then. Longer is unpaid.
 */
const RENEWAL = DAY;

/** Stripe's last word: nothing follows it. */
export function isOver(status: PlanStatus): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

/** The moment until which a plan works, by what is known of it; undefined where it does not work at all. */
export function worksUntil({ status, period_end, cancel_at }: PlanFacts): Date | undefined {
  // Past due and unpaid: the renewal was refused. What is live stays, but nothing goes live that nobody has paid for.
  if (status !== "active" && status !== "trialing") return undefined;
  const unheard = later(period_end, RENEWAL);
  return cancel_at && cancel_at < unheard ? cancel_at : unheard;
}

/** How a plan stands at `at`. It may be used while it is `active` or `ending`. */
export function planState(plan: PlanFacts, at: Date): PlanState {
  if (isOver(plan.status)) return "over";
  const until = worksUntil(plan);
  if (!until) return "unpaid";
  if (until > at) return plan.cancel_at ? "ending" : "active";
  return plan.cancel_at && plan.cancel_at <= at ? "over" : "unpaid";
}
