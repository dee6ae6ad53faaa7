import type Stripe from "stripe";
import { later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AssertionResult } from "./assert-billing.server.ts";
import { listOrdersOfIntents, type BrokenRow } from "./assert-billing.queries.server.ts";
import { stripe } from "./stripe-client.server.ts";

/** What is younger may still be under way: webhooks and the reconciler have not told of it. */
const UNDER_WAY = 15 * MINUTE;
const MOST_PAGES = 200;

/** What Stripe says of the money of an order in each state; a state that is not here has no money to agree on. */
export const agreed: Record<string, readonly Stripe.PaymentIntent.Status[]> = {
  // An account may wait to be confirmed; a bank may have paid, or not, in the minutes before somebody looks again.
  processing: ["processing", "requires_action", "succeeded", "requires_payment_method", "canceled"],
  failed: ["requires_payment_method", "canceled"],
  authorized: ["requires_capture"],
  captured: ["succeeded"],
  cancelled: ["canceled"],
  lapsed: ["canceled"],
};

/**
 * Holds every payment at Stripe that was made for this board since `since` against our orders: taken or held money that
 * no order knows, and orders that say something else. What disagrees is looked at twice, so that an order that moves in
 * between is not reported. Reads at most 20,000 payments.
 * @param options.underWay payments younger than this, in milliseconds, are left out. @throws Stripe's errors.
 */
export async function assertStripeAgrees(
  db: Db,
  options: { since: Date; underWay?: number },
): Promise<AssertionResult> {
  const { since, underWay = UNDER_WAY } = options;
  const until = later(now(), -underWay);
  const broken: BrokenRow[] = [];
  const list = {
    limit: 100,
    expand: ["data.latest_charge"],
    created: { gte: epoch(since), ...(underWay > 0 && { lte: epoch(until) }) },
  };
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, has_more } = await stripe().paymentIntents.list({
      ...list,
      ...(after && { starting_after: after }),
    });
    const suspects = (await disagreeing(db, data)).map((row) => row.id);
    const again = await Promise.all(
      suspects.slice(0, 20).map((id) => stripe().paymentIntents.retrieve(id, { expand: ["latest_charge"] })),
    );
    broken.push(...(await disagreeing(db, [...again, ...data.filter((one) => suspects.indexOf(one.id) >= 20)])));
    after = data.at(-1)?.id;
    if (!has_more || !after) break;
  }
  return {
    name: "stripe-agrees",
    sentence: "Every payment at Stripe is known to its order, and both say the same of it.",
    about: "payment intent",
    broken,
  };
}

async function disagreeing(db: Db, intents: Stripe.PaymentIntent[]): Promise<BrokenRow[]> {
  const ours = intents.filter((intent) => intent.metadata.order);
  const orders = await listOrdersOfIntents(
    db,
    ours.map((intent) => intent.id),
    ours.map((intent) => intent.metadata.order!.slice(0, 22)),
  );
  return ours.flatMap((intent) => {
    const order = orders.find((one) => one.stripe_payment_intent === intent.id);
    if (order) {
      const what = disagreement(intent, order);
      return what ? [{ id: intent.id, job_id: order.job_id, what }] : [];
    }
    if (intent.status !== "succeeded" && intent.status !== "requires_capture") return [];
    const named = orders.find((one) => one.id === intent.metadata.order);
    const what = named ? `order ${named.id} is ${named.state} and does not know it` : "no order knows it";
    return [{ id: intent.id, job_id: named?.job_id ?? null, what: `${intent.status}, ${what}` }];
  });
}

type KnownOrder = Awaited<ReturnType<typeof listOrdersOfIntents>>[number];

function disagreement(intent: Stripe.PaymentIntent, order: KnownOrder): string | undefined {
  if (agreed[order.state]?.includes(intent.status) === false)
    return `${intent.status}, order ${order.id} is ${order.state}`;
  const charge = intent.latest_charge;
  const refunded = charge && typeof charge !== "string" ? charge.amount_refunded : 0;
  if (order.state === "captured" && refunded !== Number(order.refundedCents))
    return `${refunded} cents refunded, order ${order.id} has ${order.refundedCents}`;
  return undefined;
}

const epoch = (at: Date) => Math.floor(at.getTime() / SECOND);
