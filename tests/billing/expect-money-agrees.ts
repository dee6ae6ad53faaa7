import type Stripe from "stripe";
import { expect } from "vitest";
import { assertStripeAgrees } from "~/billing/assert-billing-stripe.server.ts";
import { assertPlansAgree } from "~/billing/assert-billing-plans.server.ts";
import { assertBilling } from "~/billing/assert-billing.server.ts";
import { jobTransitions } from "~/jobs/job.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";

const DEAD = ["cancelled", "expired", "lapsed", "failed"];

/**
 * What must always be true of money and rights (BILLING.md), once nothing is under way any more:
 * a captured intent at Stripe pays for one term; an order that is dead pays for nothing and holds nothing; a job has one
 * open term while and only while it is under review, approved or live; a pack's credits are in the ledger once it is paid
 * and never otherwise, and everything paid has one receipt; what Stripe gave back is recorded, and a pack's credits
 * went back with it or are noted as a shortfall; the ledger is never below zero; the audit log tells every transition of
 * a job once, along the graph.
 */
export async function expectMoneyAgrees(db: Db, stripe: Stripe): Promise<void> {
  const [refundRows, refunds, disputes, ledger, receipts, jobs, terms, orders, intents, sessions] = await Promise.all([
    db.selectFrom("refund").selectAll().execute(),
    listAll((page) => stripe.refunds.list({ limit: 100, ...page })),
    listAll((page) => stripe.disputes.list({ limit: 100, ...page })),
    db.selectFrom("credit_ledger").selectAll().orderBy("id").execute(),
    db.selectFrom("receipt").selectAll().execute(),
    db.selectFrom("job").selectAll().execute(),
    db.selectFrom("term").selectAll().execute(),
    db.selectFrom("order").selectAll().execute(),
    listAll((page) => stripe.paymentIntents.list({ limit: 100, ...page })),
    listAll((page) => stripe.checkout.sessions.list({ limit: 100, ...page })),
  ]);
  const problems: string[] = [];
  for (const { name, broken } of await assertBilling(db))
    problems.push(...broken.map((row) => `${name}: ${row.id} ${row.what}`));
  const { broken } = await assertStripeAgrees(db, { since: new Date(0), underWay: 0 });
  problems.push(...broken.map((row) => `stripe-agrees: ${row.id} ${row.what}`));
  const plans = await assertPlansAgree(db, { since: new Date(0), underWay: 0, patience: 0 });
  problems.push(...plans.broken.map((row) => `stripe-plans-agree: ${row.id} ${row.what}`));
  const must = (truth: boolean, what: string) => void (truth || problems.push(what));

  for (const order of orders) {
    const own = terms.filter((term) => term.order_id === order.id);
    const using = own.filter((term) => term.state !== "released");
    const intent = intents.find((one) => one.id === order.stripe_payment_intent);
    const receipt = receipts.find((one) => one.order_id === order.id);
    const paid =
      order.state === "captured" || (["pack", "subscription"].includes(order.kind) && order.state === "no_cost");
    must(Boolean(receipt) === paid, `order ${order.id} is ${order.state} and has ${receipt ? "a" : "no"} receipt`);
    if (receipt) {
      const { discount_cents: discount, tax_cents: tax, balance_cents: balance, total_cents: total } = receipt;
      must(order.amount_cents - discount + tax - balance === total, `receipt ${receipt.number} does not add up`);
      must(total === order.total_cents, `receipt ${receipt.number} is not what order ${order.id} came to`);
      const charged = paidOutside(order) ? total : (intent?.amount_received ?? 0);
      must(total === charged, `receipt ${receipt.number} is not what was charged`);
    }
    const granted = ledger.filter((line) => line.order_id === order.id && line.kind === "purchase");
    must(
      granted.length === (paid && order.kind === "pack" ? 1 : 0),
      `order ${order.id} granted ${granted.length} times`,
    );
    must(
      granted.every(
        (line) =>
          line.kind === "purchase" &&
          line.delta === order.credits &&
          line.employer_id === order.employer_id &&
          line.source_key === `cs:${order.stripe_session}`,
      ),
      `order ${order.id} granted something else than its pack`,
    );
    must(own.length <= 1, `order ${order.id} pays for ${own.length} terms`);
    if (DEAD.includes(order.state)) {
      must(using.length === 0, `order ${order.id} is ${order.state} and holds a right`);
      must(
        !intent || intent.status === (order.state === "failed" ? "requires_payment_method" : "canceled"),
        `order ${order.id} is ${order.state}, its intent ${intent?.status}`,
      );
      must(order.intent === null, `order ${order.id} is ${order.state} and still wants to ${order.intent}`);
    }
    const featuring = terms.filter((term) => term.featured_order_id === order.id);
    const lost = disputedOf(disputes, order.stripe_payment_intent, ["lost"]);
    const kept = order.state === "captured" && goneOf(refunds, order.stripe_payment_intent) + lost < order.total_cents!;
    const features = order.kind === "upgrade" && (kept || order.state === "no_cost");
    // One that has no place any more says so: money to give back.
    const toGiveBack = features && order.failure !== null && featuring.length === 0;
    must(
      toGiveBack || featuring.length === (features ? 1 : 0),
      `order ${order.id} is ${order.state} and features ${featuring.length} terms`,
    );
    must(
      featuring.every((term) => term.job_id === order.job_id),
      `order ${order.id} features another job`,
    );
    if (order.state === "captured") {
      must(
        intent?.status === "succeeded" || paidOutside(order),
        `order ${order.id} is captured, its intent ${intent?.status}`,
      );
      must(
        !["single", "extension"].includes(order.kind) ||
          (order.kind === "extension" && order.failure !== null) ||
          using.some((term) => term.state !== "held") ||
          goneOf(refunds, order.stripe_payment_intent) + disputedOf(disputes, order.stripe_payment_intent) >=
            order.total_cents!,
        `order ${order.id} was charged for nothing`,
      );
    }
    if (order.state === "authorized") {
      must(intent?.status === "requires_capture", `order ${order.id} is authorized, its intent ${intent?.status}`);
      must(
        using.some((term) => term.state === "held"),
        `order ${order.id} is authorized for nothing`,
      );
      must(order.intent === null, `order ${order.id} still wants to ${order.intent}`);
    }
    if (order.state === "open") {
      const session = sessions.find((one) => one.id === order.stripe_session);
      must(session?.status !== "complete", `order ${order.id} is open, its session ${session?.status}`);
    }
  }

  const ours = new Set(orders.flatMap((order) => order.stripe_payment_intent ?? []));
  for (const intent of intents)
    if (intent.status === "succeeded" && intent.metadata.order)
      must(ours.has(intent.id), `intent ${intent.id} was captured and no order knows it`);

  for (const order of orders.filter((one) => one.state === "captured")) {
    const total = order.total_cents!;
    const gone = goneOf(refunds, order.stripe_payment_intent);
    const rows = refundRows.filter((row) => row.order_id === order.id);
    const recorded = rows.filter((row) => ["pending", "requires_action", "succeeded"].includes(row.state));
    const recordedCents = recorded.reduce((sum, row) => sum + row.amount_cents, 0);
    must(recordedCents === gone, `order ${order.id}: ${gone} cents refunded, ${recordedCents} recorded`);
    must(gone <= total, `order ${order.id}: ${gone} cents of ${total} refunded`);
    must(!rows.some((row) => row.state === "wanted"), `order ${order.id} has a refund that nobody makes`);
    const withheld = disputedOf(disputes, order.stripe_payment_intent);
    const back = Math.floor((order.credits * Math.min(gone + withheld, total)) / total);
    const lines = ledger.filter((line) => line.order_id === order.id && line.kind !== "purchase");
    const taken = lines.reduce((sum, line) => sum + line.shortfall - line.delta, 0);
    must(taken === back, `order ${order.id}: ${taken} credits taken back or owed, ${back} went back with the money`);
    must(lines.reduce((sum, line) => sum + line.shortfall, 0) >= 0, `order ${order.id} is owed less than nothing`);
  }

  terms.sort((one, other) => one.number - other.number);
  for (const job of jobs) {
    if (job.featured_until && job.state === "live" && job.featured_until > now()) {
      const running = terms.find((term) => term.job_id === job.id && term.state === "live");
      must(Boolean(running?.featured_order_id), `job ${job.id} is featured and nobody paid for it`);
      must(job.featured_until <= running!.ends_at!, `job ${job.id} is featured beyond its term`);
    }
    const open = terms.filter((term) => term.job_id === job.id && ["held", "live"].includes(term.state));
    const wanted = { submitted: "held", changes_requested: "held", approved: "held", live: "live", suspended: "live" };
    const state = (wanted as Record<string, string>)[job.state];
    // A live job may have one more term to follow the running one.
    const next = state === "live" && open.length === 2 ? open.pop()! : undefined;
    if (next?.starts_at) {
      must(next.starts_at.getTime() === open[0]!.ends_at?.getTime(), `job ${job.id} has a gap between its terms`);
      must(next.ends_at?.getTime() === job.expires_at?.getTime(), `job ${job.id} does not end with its last term`);
    }
    must(open.length === (state ? 1 : 0), `job ${job.id} is ${job.state} and has ${open.length} open terms`);
    must(
      open.every((term) => term.state === state),
      `job ${job.id} is ${job.state}, its term ${open[0]?.state}`,
    );
    must(job.state !== "approved", `job ${job.id} is approved and nothing takes it live`);
  }

  const balances = new Map<string, number>();
  for (const { employer_id, delta } of ledger) {
    const balance = (balances.get(employer_id) ?? 0) + delta;
    balances.set(employer_id, balance);
    must(balance >= 0, `employer ${employer_id} had ${balance} credits`);
  }
  const ofOrders = ["purchase", "refund", "dispute", "shortfall"];
  for (const line of ledger)
    must(ofOrders.includes(line.kind) === (line.order_id !== null), `ledger line ${line.source_key} names no order`);
  for (const term of terms.filter((one) => one.right_kind === "credit")) {
    const kinds = ledger.filter((line) => line.term_id === term.id).map((line) => line.kind);
    const wanted = { held: [], live: ["spend"], over: ["spend"], released: ["return"] }[term.state];
    must(kinds.join() === ["hold", ...wanted].join(), `term ${term.id} is ${term.state}, its credit ${kinds.join()}`);
  }

  const moves = await db
    .selectFrom("audit")
    .select(["subject_id", "action", "detail"])
    .where("subject_kind", "=", "job")
    .orderBy("id")
    .execute();
  for (const job of jobs) {
    let state = "draft";
    let version = 0;
    for (const row of moves.filter((one) => one.subject_id === job.id)) {
      const { from, to } = JSON.parse(row.detail) as { from?: keyof typeof jobTransitions; to?: string };
      // An edit of a live job changes what it says, and no state.
      if (/^job\.(.+-)?edit(-|$)/.test(row.action)) version++;
      if (!from || !to) continue;
      must(from === state, `job ${job.id} left ${from} when it was ${state}`);
      must((jobTransitions[from] as readonly string[]).includes(to), `job ${job.id} went from ${from} to ${to}`);
      state = to;
      version++;
    }
    must(state === job.state, `job ${job.id} is ${job.state}, its audit says ${state}`);
    must(version === job.version, `job ${job.id} is at version ${job.version}, its audit at ${version}`);
  }

  expect(problems).toEqual([]);
}

/** An invoice may be marked as paid with money that Stripe never saw. */
const paidOutside = (order: { stripe_invoice: string | null; stripe_payment_intent: string | null }) =>
  order.stripe_invoice !== null && order.stripe_payment_intent === null;

/** The cents that left the board again for a payment. */
function goneOf(refunds: readonly Stripe.Refund[], intent: string | null): number {
  return refunds
    .filter((one) => one.payment_intent === intent && one.reason !== "expired_uncaptured_charge")
    .filter((one) => ["pending", "requires_action", "succeeded"].includes(one.status ?? ""))
    .reduce((sum, one) => sum + one.amount, 0);
}

/** The cents that disputes withhold of a payment, or lost. */
function disputedOf(
  disputes: readonly Stripe.Dispute[],
  intent: string | null,
  states = ["needs_response", "under_review", "lost"],
): number {
  return disputes
    .filter((one) => one.payment_intent === intent && states.includes(one.status))
    .reduce((sum, one) => sum + one.amount, 0);
}

async function listAll<Item extends { id: string }>(
  list: (page: { starting_after?: string }) => Promise<{ data: Item[]; has_more: boolean }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const { data, has_more } = await list(all.length ? { starting_after: all.at(-1)!.id } : {});
    all.push(...data);
    if (!has_more) return all;
  }
}
