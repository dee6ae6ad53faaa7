import Stripe from "stripe";
import { DAY, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { log } from "~/platform/log.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { isRefusal } from "./stripe-client.server.ts";
import { listDueSubscriptions, markSubscriptionTried } from "./subscription.queries.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/** Every running plan is read again after this, whatever webhooks did or did not say. */
const STALE = 6 * HOUR;
/** One that is due to change (its period is over, its renewal was refused) is not read more often than this. */
const PAUSE = 3 * MINUTE;
/** One that is over is read again once a day for a year: an invoice that it left open may be paid late. */
const LATE = DAY;
const LONG_AGO = 365 * DAY;

/** The most plans of one run; those that waited longest come first, so that none starves. */
const MOST = 200;
/** After so many answers that say that Stripe itself is not well, the run waits for the next one. */
const STRIPE_IS_AWAY = 3;

/**
 * Heals what webhooks lost of plans: reads those again that are due to change at Stripe, each other one some times a
 * day, and those that are over once a day. One that fails keeps no other waiting. At most 200 a run.
 * @param options.fresh also those that are not due. @param options.inTime whether there is still time for another one.
 */
export async function syncDueSubscriptions(
  db: Db,
  options: { fresh?: boolean; inTime?: () => boolean } = {},
): Promise<{ read: number; moved: number; failed: number; error: string | null }> {
  const at = now();
  const { fresh = false, inTime = () => true } = options;
  const moments = fresh
    ? { stale: later(at, 1), pause: later(at, 1), late: later(at, 1) }
    : { stale: later(at, -STALE), pause: later(at, -PAUSE), late: later(at, -LATE) };
  const plans = await listDueSubscriptions(db, { at, ...moments, longAgo: later(at, -LONG_AGO), limit: MOST });
  const done = { read: 0, moved: 0, failed: 0, error: null as string | null };
  let away = 0;
  for (const plan of plans) {
    if (!inTime() || away >= STRIPE_IS_AWAY) break;
    // First to the end of the line, so that a plan which kills the process does not keep the others waiting.
    await markSubscriptionTried(db, plan.id);
    done.read++;
    try {
      const after = await syncSubscription(db, plan.id);
      if (after.status !== plan.status || after.period_end.getTime() !== plan.period_end.getTime()) done.moved++;
    } catch (error) {
      done.failed++;
      done.error = errorText(error);
      if (error instanceof Stripe.errors.StripeError && !isRefusal(error)) away++;
      log.warn({ plan: plan.id, error: done.error.slice(0, 300) }, "a plan could not be read again");
    }
  }
  return done;
}
