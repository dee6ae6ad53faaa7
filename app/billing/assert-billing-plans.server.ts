import type Stripe from "stripe";
import { later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { BrokenRow } from "./assert-billing.queries.server.ts";
import type { AssertionResult } from "./assert-billing.server.ts";
import { isOver } from "./plan.ts";
import { stripe } from "./stripe-client.server.ts";
import { listKnownCustomers, listSubscriptionsByStripe, listTotalsOfInvoices } from "./subscription.queries.server.ts";

/** What is younger may still be under way: webhooks and the reconciler have not told of it. */
const UNDER_WAY = 15 * MINUTE;
/** How long a plan that just changed is given until it is looked at again. */
const PATIENCE = 5 * SECOND;
const MOST_PAGES = 200;

/**
 * Holds every subscription at Stripe that an order of this board began for its customer against what our tables say of it, and its
 * invoices that were paid since `since` against our orders. Plans that disagree are looked at twice, a few seconds apart.
 * Reads at most 20,000 of each.
 * @param options.underWay what is younger than this, in milliseconds, may be unknown to us. @throws Stripe's errors.
 */
export async function assertPlansAgree(
  db: Db,
  options: { since: Date; underWay?: number; patience?: number },
): Promise<AssertionResult> {
  const { since, underWay = UNDER_WAY, patience = PATIENCE } = options;
  const until = underWay > 0 ? epoch(later(now(), -underWay)) : Infinity;
  const broken: BrokenRow[] = [];
  for await (const page of pages((after) =>
    stripe().subscriptions.list({ status: "all", limit: 100, ...(after && { starting_after: after }) }),
  )) {
    const suspects = await disagreeing(db, page, until);
    if (suspects.length === 0) continue;
    await new Promise((resolve) => setTimeout(resolve, patience));
    const again = await Promise.all(suspects.slice(0, 20).map(({ id }) => stripe().subscriptions.retrieve(id)));
    broken.push(...(await disagreeing(db, again, until)), ...suspects.slice(20));
  }
  const created = { gte: epoch(since), ...(underWay > 0 && { lte: until }) };
  for await (const page of pages((after) =>
    stripe().invoices.list({ status: "paid", limit: 100, created, ...(after && { starting_after: after }) }),
  ))
    broken.push(...(await unknownInvoices(db, page)));
  return {
    name: "stripe-plans-agree",
    sentence: "Every plan and every paid invoice of one at Stripe is known here, and both say the same of it.",
    about: "plan",
    broken,
  };
}

async function* pages<Item extends { id: string }>(
  list: (after: string | undefined) => Promise<{ data: Item[]; has_more: boolean }>,
): AsyncGenerator<Item[]> {
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, has_more } = await list(after);
    yield data;
    after = data.at(-1)?.id;
    if (!has_more || !after) return;
  }
}

async function disagreeing(db: Db, all: Stripe.Subscription[], until: number): Promise<BrokenRow[]> {
  const ours = await ofOurCustomers(
    db,
    all.filter((one) => one.metadata.order),
  );
  const plans = await listSubscriptionsByStripe(
    db,
    ours.map((one) => one.id),
  );
  return ours.flatMap((one) => {
    const row = (what: string) => [{ id: one.id, job_id: null, what }];
    const plan = plans.find((known) => known.stripe_subscription === one.id);
    if (!plan) {
      const running = one.status === "active" || one.status === "past_due" || one.status === "unpaid";
      return running && one.created <= until ? row(`${one.status}, no plan knows it`) : [];
    }
    if (plan.status !== one.status) return row(`${one.status}, plan ${plan.id} is ${plan.status}`);
    const end = one.items.data[0]?.current_period_end;
    const same = end === epoch(plan.period_end) && one.cancel_at === (plan.cancel_at && epoch(plan.cancel_at));
    return same || isOver(plan.status) ? [] : row(`plan ${plan.id} has another end`);
  });
}

async function unknownInvoices(db: Db, invoices: Stripe.Invoice[]): Promise<BrokenRow[]> {
  const ours = await ofOurCustomers(
    db,
    invoices.filter((invoice) => invoice.parent?.subscription_details?.metadata?.order),
  );
  const known = await listTotalsOfInvoices(
    db,
    ours.map((invoice) => invoice.id),
  );
  return ours.flatMap((invoice) => {
    const total = known.get(invoice.id);
    if (total === invoice.amount_due) return [];
    const what = total === undefined ? "no order knows it" : `its order came to ${total} cents`;
    return [{ id: invoice.id, job_id: null, what: `invoice paid with ${invoice.amount_due} cents, ${what}` }];
  });
}

/** Metadata alone proves nothing: whoever makes an object may write as they like. */
async function ofOurCustomers<Item extends { customer: string | { id: string } | null }>(
  db: Db,
  items: Item[],
): Promise<Item[]> {
  const idOf = ({ customer }: Item) => (typeof customer === "string" ? customer : (customer?.id ?? ""));
  const known = await listKnownCustomers(db, items.map(idOf));
  return items.filter((item) => known.has(idOf(item)));
}

const epoch = (at: Date) => Math.floor(at.getTime() / SECOND);
