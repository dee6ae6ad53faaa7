import type Stripe from "stripe";
import { SECOND } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import type { OrderRow } from "./order.queries.server.ts";
import { isOver, planStatuses, type PlanStatus } from "./plan.ts";
import type { PaidInvoice, PlanTruth } from "./plan-truth.ts";
import type { Truth } from "./read-truth.server.ts";
import { stripe } from "./stripe-client.server.ts";

/** What a plan must be: bought by this customer, at this price a month, and nothing else on it. */
type Ordered = { customer: string; priceCents: number; currency: string };

/** A subscription at Stripe is not the plan that was bought here: forged, mixed up, or changed there by hand. */
export class NotAsOrdered extends Error {}

/** Pages of a hundred: more than eight years of months each. */
const MOST_PAGES = 5;

/**
 * Reads what Stripe says of the order of a plan: of its payment page, and of the subscription and first invoice that came
 * of it.
 * @throws Error when they are another customer's, or not what was ordered: forged or mixed up; Stripe's errors.
 */
export async function readPlanOrderTruth(order: OrderRow, customer: string): Promise<Truth> {
  const session = await stripe().checkout.sessions.retrieve(order.stripe_session!, {
    expand: ["subscription.latest_invoice", "invoice.payments", "invoice.discounts.promotion_code"],
  });
  const belongs =
    session.mode === "subscription" &&
    session.client_reference_id === order.id &&
    idOf(session.customer) === customer &&
    session.currency === order.currency &&
    session.amount_subtotal === order.amount_cents &&
    isOurMode(session);
  if (!belongs) throw new Error(`The checkout session of order ${order.id} is not what was ordered`);
  if (session.status === "open") return { kind: "waiting" };
  if (session.status === "expired") return { kind: "expired" };
  const { subscription, invoice } = session;
  if (!subscription || typeof subscription === "string" || !invoice || typeof invoice === "string")
    return { kind: "waiting" };
  const plan = truthOf(subscription, { customer, priceCents: order.amount_cents, currency: order.currency });
  // Only cards are taken, so a page that is complete is paid; whatever else Stripe thinks of later is not.
  if (invoice.status !== "paid") return plan.endedAt ? { kind: "expired" } : { kind: "waiting" };
  const paid = paidInvoice(invoice);
  const bought = { plan, paid };
  if (paid.bill.totalCents === 0) return { kind: "no-cost", bill: paid.bill, bought };
  return { kind: "captured", paymentIntent: paid.paymentIntent, bill: paid.bill, bought };
}

/**
 * Reads what Stripe says of a subscription now, and its paid invoices that `isKnown` does not know, oldest first.
 * @throws NotAsOrdered when it is another customer's, or not the plan that was bought; Stripe's errors.
 */
export async function readPlanTruth(
  stripeSubscription: string,
  ordered: Ordered,
  knownOf: (invoices: string[]) => Promise<Set<string>>,
): Promise<{ plan: PlanTruth; paid: PaidInvoice[] }> {
  const subscription = await stripe().subscriptions.retrieve(stripeSubscription, { expand: ["latest_invoice"] });
  const plan = truthOf(subscription, ordered);
  const paid: PaidInvoice[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, has_more } = await stripe().invoices.list({
      subscription: stripeSubscription,
      status: "paid",
      limit: 100,
      expand: ["data.payments", "data.discounts.promotion_code"],
      ...(after && { starting_after: after }),
    });
    const known = await knownOf(data.map((invoice) => invoice.id));
    paid.push(...data.filter((invoice) => !known.has(invoice.id)).map(paidInvoice));
    after = data.at(-1)?.id;
    // Newest first: what is older than a known one was known with it.
    if (!has_more || !after || known.size > 0) break;
  }
  return { plan, paid: paid.reverse() };
}

function truthOf(subscription: Stripe.Subscription, ordered: Ordered): PlanTruth {
  const [item, ...others] = subscription.items.data;
  const status = statusOf(subscription);
  const isOrdered =
    item !== undefined &&
    idOf(subscription.customer) === ordered.customer &&
    isOurMode(subscription) &&
    // What is over brings nothing any more, whatever was changed on it before.
    (isOver(status) ||
      (others.length === 0 &&
        item.quantity === 1 &&
        item.price.unit_amount === ordered.priceCents &&
        item.price.currency === ordered.currency &&
        item.price.recurring?.interval === "month" &&
        item.price.recurring.interval_count === 1));
  if (!isOrdered) throw new NotAsOrdered(`Subscription ${subscription.id} is not the plan that was ordered`);
  const latest = subscription.latest_invoice;
  const owes =
    latest && typeof latest !== "string" && latest.status === "open" && subscription.status !== "canceled"
      ? latest
      : undefined;
  return {
    stripeSubscription: subscription.id,
    status,
    // The subscription itself has no period: its items have.
    periodStart: dateOf(item.current_period_start),
    periodEnd: dateOf(item.current_period_end),
    cancelAt: dateOf(subscription.cancel_at),
    endedAt: dateOf(subscription.ended_at),
    endedUnpaid: subscription.cancellation_details?.reason === "payment_failed",
    open: owes
      ? {
          invoice: owes.id,
          cents: owes.amount_remaining,
          url: owes.hosted_invoice_url ?? null,
          nextAttemptAt: dateOf(owes.next_payment_attempt),
        }
      : null,
  };
}

function paidInvoice(invoice: Stripe.Invoice): PaidInvoice {
  const paid = invoice.payments?.data.find((payment) => payment.status === "paid")?.payment.payment_intent;
  const discountCents = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const [discount] = invoice.discounts;
  const code = discount && typeof discount !== "string" ? discount.promotion_code : null;
  const [line] = invoice.lines.data;
  return {
    invoice: invoice.id,
    paymentIntent: idOf(paid ?? null),
    bill: {
      totalCents: invoice.amount_due,
      discountCents,
      taxCents: invoice.total - invoice.subtotal + discountCents,
      balanceCents: invoice.total - invoice.amount_due,
      promotionCode: code && typeof code !== "string" ? code.code : null,
      invoiceUrl: invoice.hosted_invoice_url ?? null,
      paidAt: dateOf(invoice.status_transitions.paid_at),
    },
    // A line's period is the one that is paid for; a renewal's invoice itself is dated with the one before.
    periodStart: dateOf(line?.period.start ?? invoice.period_start),
    periodEnd: dateOf(line?.period.end ?? invoice.period_end),
  };
}

/** @throws NotAsOrdered for a status that this board does not know: a newer Stripe's. */
function statusOf({ id, status }: Stripe.Subscription): PlanStatus {
  const known = planStatuses.find((one) => one === status);
  if (!known) throw new NotAsOrdered(`Subscription ${id} has the unknown status ${status.slice(0, 40)}`);
  return known;
}

const isOurMode = ({ livemode }: { livemode: boolean }) =>
  livemode === /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY ?? "");

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

function dateOf(seconds: number): Date;
function dateOf(seconds: number | null | undefined): Date | null;
function dateOf(seconds: number | null | undefined): Date | null {
  return typeof seconds === "number" ? new Date(seconds * SECOND) : null;
}
