import { MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { log } from "~/platform/log.server.ts";
import { assertBilling } from "./assert-billing.server.ts";
import { reconcileEvents } from "./reconcile-events.server.ts";
import {
  keepChecks,
  keepReconcilerRun,
  readReconcilerRun,
  type ReconcilerRun,
} from "./reconcile-state.queries.server.ts";
import { syncDueReversals } from "./sync-due-reversals.server.ts";
import { syncDueSubscriptions } from "./sync-due-subscriptions.server.ts";
import { syncUnsettledOrders, type SyncedOrders } from "./sync-unsettled-orders.server.ts";

/** No new request to Stripe is begun after this; what is left comes in the next run. */
const LONGEST = MINUTE;

/**
 * Heals what webhooks, the network or a crash lost (BILLING.md, Reconciler), and holds the tables against the assertions.
 * It repeats every few minutes, so a run that Stripe does not answer is not tried again by itself; what it could not do
 * is kept for the health page.
 */
export async function reconcileBilling(db: Db): Promise<ReconcilerRun> {
  const at = now();
  const began = performance.now();
  const earlier = await readReconcilerRun(db);
  const found = env().STRIPE_SECRET_KEY
    ? await askStripe(db, () => performance.now() - began < LONGEST)
    : { events: 0, plans: 0, read: 0, moved: 0, failed: 0, error: null };
  const results = await assertBilling(db);
  await keepChecks(db, at, results);
  for (const { name, broken } of results)
    if (broken.length) log.error({ assertion: name, rows: broken.length, first: broken[0]!.id }, "billing is broken");
  const run: ReconcilerRun = {
    at,
    milliseconds: Math.round(performance.now() - began),
    events: found.events,
    orders: found.read,
    plans: found.plans,
    moved: found.moved,
    failed: found.failed,
    error: found.error,
    healedAt: found.events + found.moved > 0 ? at : (earlier?.healedAt ?? null),
  };
  await keepReconcilerRun(db, run);
  return run;
}

async function askStripe(db: Db, inTime: () => boolean): Promise<SyncedOrders & { events: number; plans: number }> {
  let events = { stored: 0, everything: false };
  let eventError: string | null = null;
  try {
    events = await reconcileEvents(db, inTime);
  } catch (error) {
    eventError = error instanceof Error ? error.message : "failed";
    log.warn({ error: eventError.slice(0, 300) }, "Stripe's events could not be listed");
  }
  const orders = await syncUnsettledOrders(db, { fresh: events.everything, inTime });
  const reversals = await syncDueReversals(db, { everything: events.everything, inTime });
  const plans = await syncDueSubscriptions(db, { fresh: events.everything, inTime });
  const sum = (count: "read" | "moved" | "failed") => orders[count] + reversals[count];
  return {
    read: sum("read"),
    plans: plans.read,
    moved: sum("moved") + plans.moved,
    failed: sum("failed") + plans.failed,
    events: events.stored,
    error: eventError ?? orders.error ?? reversals.error ?? plans.error,
  };
}
