import { afterEach, describe, expect, test } from "vitest";
import { assertBilling } from "~/billing/assert-billing.server.ts";
import { assertPlansAgree } from "~/billing/assert-billing-plans.server.ts";
import { openPortal } from "~/billing/open-portal.server.ts";
import { readReceipt } from "~/billing/read-order.server.ts";
import { readPlan } from "~/billing/read-plan.server.ts";
import { keepEventCursor } from "~/billing/reconcile-state.queries.server.ts";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { syncDueSubscriptions } from "~/billing/sync-due-subscriptions.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { syncSubscription } from "~/billing/sync-subscription.server.ts";
import { findWorkingPlan, requirePlan } from "~/billing/use-plan.server.ts";
import { DAY, freezeClock, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import {
  CARD,
  DECLINED_CARD,
  jobOf,
  mailsAbout,
  payOn,
  postWebhook,
  runTasks,
  startBilling,
  submitCheckout,
} from "./board.ts";
import {
  A_MONTH,
  aDraft,
  anOwner,
  approve,
  changeCard,
  DAY_SECONDS,
  FAILING_CARD,
  inPortal,
  openPlan,
  ordersOfEmployer,
  planMails,
  planOf,
  plansOf,
  submitByPlan,
  subscribed,
  termsOf,
  type Owner,
} from "./plans.ts";
import { orderOf, wish } from "./reversals.ts";

const board = startBilling();
const advance = (seconds: number) => board.control("/clock/advance", { seconds });
const works = async (owner: Owner) => (await findWorkingPlan(database(), owner.employerId)) !== undefined;
const sync = async (owner: Owner) => syncSubscription(database(), (await planOf(owner)).id);

/** A plan that runs on would be renewed in every test that advances the clock. */
afterEach(async () => {
  const running = await database()
    .selectFrom("subscription_mirror")
    .select("stripe_subscription")
    .where("over_at", "is", null)
    .execute();
  for (const { stripe_subscription } of running)
    await board
      .stripe()
      .subscriptions.cancel(stripe_subscription)
      .catch(() => undefined);
});

/** The reconciler runs `ahead` of now, and what it asks for is done. */
async function lookAround(ahead: number) {
  freezeClock(later(now(), ahead));
  await reconcileBilling(database());
  freezeClock();
  await runTasks(ahead + MINUTE);
}

/** Stripe's events about the employer's plan and its invoices, oldest first. */
async function eventsOf(owner: Owner) {
  const { stripe_subscription } = await planOf(owner);
  const types = ["created", "updated"].map((what) => `customer.subscription.${what}`);
  const list = { limit: 100, types: [...types, "invoice.created", "invoice.finalized", "invoice.paid"] };
  const events = await board.stripe().events.list(list).autoPagingToArray({ limit: 1_000 });
  return events.filter((event) => JSON.stringify(event.data.object).includes(stripe_subscription)).reverse();
}

function deliver(event: object) {
  const body = JSON.stringify(event);
  const secret = process.env.STRIPE_WEBHOOK_SECRET!;
  const header = board.stripe().webhooks.generateTestHeaderString({ payload: body, secret });
  return postWebhook(body, { "Stripe-Signature": header });
}

describe("a plan that is bought", () => {
  test("is paid at once and works when its buyer comes back, webhook or not", async () => {
    board.deafen();
    const owner = await anOwner();
    const { orderId, checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl);
    expect(await syncOrder(database(), orderId)).toMatchObject({
      state: "captured",
      kind: "subscription",
      amount_cents: 79_900,
      total_cents: 79_900,
      stripe_invoice: expect.stringMatching(/^in_/),
      stripe_payment_intent: expect.stringMatching(/^pi_/),
    });
    const plan = await planOf(owner);
    expect(plan).toMatchObject({ status: "active", price_cents: 79_900, cancel_at: null, over_at: null });
    const subscription = await board.stripe().subscriptions.retrieve(plan.stripe_subscription);
    expect(subscription).toMatchObject({ status: "active", items: { data: [{ price: { unit_amount: 79_900 } }] } });
    expect(plan.period_end.getTime() / 1_000).toBe(subscription.items.data[0]!.current_period_end);
    expect(await readReceipt(database(), owner.accountId, orderId)).toMatchObject({
      totalCents: 79_900,
      periodEnd: plan.period_end,
      invoiceUrl: expect.stringMatching(/^http/),
    });
    expect(await planMails(owner)).toEqual(["receipt"]);
  });

  test("begins once, however often and on whatever way it is told", async () => {
    const owner = await subscribed(board);
    const { id } = await planOf(owner);
    await Promise.all([
      ...Array.from({ length: 20 }, () => syncOrder(database(), owner.orderId)),
      ...Array.from({ length: 20 }, () => syncSubscription(database(), id)),
    ]);
    await lookAround(5 * MINUTE);
    expect(await plansOf(owner)).toHaveLength(1);
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
    expect(await planMails(owner)).toEqual(["receipt"]);
  });

  test("is found when all webhooks were lost and nobody came back", async () => {
    board.deafen();
    const owner = await anOwner();
    await payOn((await openPlan(owner)).checkoutUrl);
    expect(await works(owner)).toBe(false);
    await lookAround(5 * MINUTE);
    expect(await works(owner)).toBe(true);
  });

  test("costs nothing while the card is declined, and begins with the next card", async () => {
    const owner = await anOwner();
    const { orderId, checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl, DECLINED_CARD);
    await board.hearWebhooks();
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "open" });
    expect(await works(owner)).toBe(false);
    await payOn(checkoutUrl, CARD);
    await board.hearWebhooks();
    expect(await works(owner)).toBe(true);
  });

  test.each([
    [30, "captured", 55_930],
    [100, "no_cost", 0],
  ])("with a promotion of %i %% is %s, and its receipt says so", async (percent, state, cents) => {
    const owner = await anOwner();
    const { orderId, checkoutUrl } = await openPlan(owner);
    const code = await board.promotion(percent);
    await submitCheckout(checkoutUrl ?? null, { action: "apply_code", promotion_code: code });
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await ordersOfEmployer(owner)).toMatchObject([{ state, amount_cents: 79_900, total_cents: cents }]);
    expect(await readReceipt(database(), owner.accountId, orderId)).toMatchObject({
      discountCents: 79_900 - cents,
      totalCents: cents,
      promotionCode: code,
    });
    expect(await works(owner)).toBe(true);
    // The code was for the first month.
    await advance(A_MONTH);
    await board.settled();
    expect(await ordersOfEmployer(owner)).toMatchObject([{ total_cents: cents }, { total_cents: 79_900 }]);
  });

  test("of which the process died before Stripe answered is closed later, and can be bought at once", async () => {
    const owner = await anOwner();
    const path = "/v1/checkout/sessions";
    await board.control("/faults", { kind: "api", fault: "server_error", method: "POST", path, times: 3 });
    await expect(openPlan(owner)).rejects.toMatchObject({ code: "unavailable" });
    const { orderId, checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl);
    await lookAround(20 * MINUTE);
    expect((await ordersOfEmployer(owner)).map((order) => order.state)).toEqual(["expired", "captured"]);
    expect((await ordersOfEmployer(owner)).at(-1)!.id).toBe(orderId);
  });

  test("is refused to a recruiter, to a stranger, for a price that nobody saw, and where it is not sold", async () => {
    const owner = await anOwner();
    const recruiter = await anAccount();
    await database()
      .insertInto("member")
      .values({ employer_id: owner.employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    await expect(openPlan({ ...owner, accountId: recruiter })).rejects.toThrow(/Only an owner/);
    await expect(openPlan({ ...owner, accountId: await anAccount() })).rejects.toMatchObject({ code: "not-found" });
    await expect(openPlan(owner, 100)).rejects.toThrow(/costs \$799 by now/);
    await database().updateTable("plan").set({ active: 0 }).where("code", "=", "unlimited").execute();
    try {
      await expect(openPlan(owner)).rejects.toThrow(/not sold any more/);
    } finally {
      await database().updateTable("plan").set({ active: 1 }).where("code", "=", "unlimited").execute();
    }
    expect(await ordersOfEmployer(owner)).toEqual([]);
  });
});

describe("one employer has one plan", () => {
  test("while one runs, also one that ends, no other is sold", async () => {
    const owner = await subscribed(board);
    await expect(openPlan(owner)).rejects.toThrow(/has a plan already/);
    await inPortal(owner, { action: "cancel" });
    await expect(openPlan(owner)).rejects.toThrow(/has a plan already/);
    await advance(A_MONTH);
    board.deafen();
    // Its end was told by no webhook; buying asks.
    const { checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl);
    await lookAround(5 * MINUTE);
    expect((await plansOf(owner)).map((plan) => plan.status)).toEqual(["canceled", "active"]);
  });

  test("a second tab closes the page of the first; whoever paid there is not asked again", async () => {
    const owner = await anOwner();
    const first = await openPlan(owner);
    const second = await openPlan(owner);
    await payOn(first.checkoutUrl);
    await payOn(second.checkoutUrl);
    expect(await openPlan(owner)).toEqual({ orderId: second.orderId, checkoutUrl: undefined });
    await board.hearWebhooks();
    expect((await ordersOfEmployer(owner)).map((order) => order.state)).toEqual(["expired", "captured"]);
    const subscriptions = await board.stripe().subscriptions.list({ status: "active", limit: 100 });
    const { customer } = await board.stripe().subscriptions.retrieve((await planOf(owner)).stripe_subscription);
    expect(subscriptions.data.filter((one) => one.customer === customer)).toHaveLength(1);
  });

  test("two tabs at the same moment open one page that can be paid", async () => {
    const owner = await anOwner();
    const tabs = await Promise.allSettled(Array.from({ length: 4 }, () => openPlan(owner)));
    const pages = tabs.flatMap((tab) => (tab.status === "fulfilled" ? [tab.value] : []));
    for (const tab of tabs) if (tab.status === "rejected") expect(tab.reason).toMatchObject({ code: "conflict" });
    for (const page of pages) await payOn(page.checkoutUrl);
    if (pages.length === 0) await payOn((await openPlan(owner)).checkoutUrl);
    await board.settled();
    await syncAll(owner);
    expect(await plansOf(owner)).toHaveLength(1);
    expect((await ordersOfEmployer(owner)).filter((order) => order.state === "captured")).toHaveLength(1);
  });
});

const syncAll = async (owner: Owner) => {
  for (const order of await ordersOfEmployer(owner)) await syncOrder(database(), order.id);
};

describe("a job by the plan", () => {
  test("needs no card and no credit, and is live for the plan's days", async () => {
    const owner = await subscribed(board);
    for (const jobId of [await aDraft(owner), await aDraft(owner)]) {
      expect(await submitByPlan(owner, jobId)).toEqual({ kind: "plan" });
      expect(await approve(board, jobId)).toEqual({ money: "none" });
      expect(await jobOf({ jobId })).toMatchObject({ state: "live" });
      const [term] = await termsOf(jobId);
      expect(term).toMatchObject({ state: "live", right_kind: "plan", order_id: null, days: 30 });
      const uses = await database().selectFrom("plan_use").selectAll().where("term_id", "=", term!.id).execute();
      expect(uses).toMatchObject([{ subscription_id: (await planOf(owner)).id }]);
    }
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
  });

  test("cannot be submitted without a plan that works: nothing is submitted", async () => {
    const owner = await anOwner();
    const jobId = await aDraft(owner);
    await expect(submitByPlan(owner, jobId)).rejects.toMatchObject({ code: "conflict" });
    expect(await jobOf({ jobId })).toMatchObject({ state: "draft" });
    expect(await termsOf(jobId)).toEqual([]);
  });

  test("is refused by the plan of another organization", async () => {
    await subscribed(board);
    const other = await anOwner();
    await expect(submitByPlan(other, await aDraft(other))).rejects.toMatchObject({ code: "conflict" });
  });

  test("whose plan ended between submitting and approval waits for another payment, and never goes live for free", async () => {
    const owner = await subscribed(board);
    const jobId = await aDraft(owner);
    await submitByPlan(owner, jobId);
    const { stripe_subscription } = await planOf(owner);
    await board.stripe().subscriptions.cancel(stripe_subscription);
    await board.hearWebhooks();
    expect(await approve(board, jobId)).toEqual({ money: "refused" });
    expect(await jobOf({ jobId })).toMatchObject({ state: "payment_needed" });
    expect(await termsOf(jobId)).toMatchObject([{ state: "released" }]);
    expect(await mailsAbout({ jobId })).toEqual(["submitted", "plan_gone"]);
    // A new plan pays for it, after one more look by a moderator.
    const { checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await submitByPlan(owner, jobId)).toEqual({ kind: "plan" });
    await approve(board, jobId);
    expect(await jobOf({ jobId })).toMatchObject({ state: "live" });
  });

  test("stays live when the plan ends, and none follows it", async () => {
    const owner = await subscribed(board);
    const live = await aDraft(owner);
    await submitByPlan(owner, live);
    await approve(board, live);
    await inPortal(owner, { action: "cancel" });
    await advance(A_MONTH);
    await board.settled();
    expect(await planOf(owner)).toMatchObject({ status: "canceled" });
    expect(await jobOf({ jobId: live })).toMatchObject({ state: "live" });
    await expect(submitByPlan(owner, await aDraft(owner))).rejects.toMatchObject({ code: "conflict" });
  });

  test("pays for one that was sent back for a change with the plan that works then", async () => {
    const owner = await subscribed(board);
    const jobId = await aDraft(owner);
    await submitByPlan(owner, jobId);
    const { pending_revision_id } = await jobOf({ jobId });
    await board.decide({ ...owner, jobId, revisionId: pending_revision_id! }, "request_changes");
    await submitByPlan(owner, jobId);
    await approve(board, jobId);
    expect(await termsOf(jobId)).toMatchObject([{ state: "live", right_kind: "plan" }]);
  });
});

describe("in the portal", () => {
  test("the plan is cancelled and works until its period ends, and no day longer", async () => {
    const owner = await subscribed(board);
    await inPortal(owner, { action: "cancel" });
    await board.hearWebhooks();
    const plan = await planOf(owner);
    expect(plan.cancel_at).toEqual(plan.period_end);
    expect(await works(owner)).toBe(true);
    freezeClock(later(plan.cancel_at!, -MINUTE));
    expect(await works(owner)).toBe(true);
    freezeClock(plan.cancel_at!);
    expect(await works(owner)).toBe(false);
    freezeClock();
    await advance(A_MONTH);
    await board.settled();
    expect(await planOf(owner)).toMatchObject({ status: "canceled", over_at: expect.any(Date) });
    expect(await planMails(owner)).toEqual(["receipt", "ended"]);
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
  });

  test("that is taken back, and it renews", async () => {
    const owner = await subscribed(board);
    await inPortal(owner, { action: "cancel" });
    await board.hearWebhooks();
    await inPortal(owner, { action: "renew" });
    await board.hearWebhooks();
    expect(await planOf(owner)).toMatchObject({ cancel_at: null });
    await advance(A_MONTH);
    await board.settled();
    expect(await ordersOfEmployer(owner)).toHaveLength(2);
    expect(await works(owner)).toBe(true);
  });

  test("it opens again after its configuration was switched off in Stripe's Dashboard", async () => {
    const owner = await subscribed(board);
    await openPortal(database(), owner);
    const { configurations } = board.stripe().billingPortal;
    const { data } = await configurations.list({ active: true, is_default: false, limit: 100 });
    for (const { id } of data) await configurations.update(id, { active: false });
    await inPortal(owner, { action: "cancel" });
    await board.hearWebhooks();
    expect((await planOf(owner)).cancel_at).not.toBeNull();
  });

  test("only an owner manages it, and nobody before something was bought", async () => {
    const owner = await subscribed(board);
    expect(await openPortal(database(), owner)).toMatch(/\/p\/session\//);
    await expect(openPortal(database(), { ...owner, accountId: await anAccount() })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(openPortal(database(), await anOwner())).rejects.toThrow(/Nothing was bought yet/);
  });
});

describe("a renewal", () => {
  test("is an order of its own with a receipt and a mail, and the price of the day it was bought", async () => {
    const owner = await subscribed(board);
    await database().updateTable("plan").set({ price_cents: 99_900 }).where("code", "=", "unlimited").execute();
    try {
      await advance(A_MONTH);
      await board.settled();
    } finally {
      await database().updateTable("plan").set({ price_cents: 79_900 }).where("code", "=", "unlimited").execute();
    }
    const [first, renewal, ...none] = await ordersOfEmployer(owner);
    expect(none).toEqual([]);
    expect(renewal).toMatchObject({ kind: "subscription", state: "captured", total_cents: 79_900 });
    expect(renewal!.period_start).toEqual(first!.period_end);
    expect(await planOf(owner)).toMatchObject({ period_end: renewal!.period_end });
    expect(await readReceipt(database(), owner.accountId, renewal!.id)).toMatchObject({ totalCents: 79_900 });
    expect(await planMails(owner)).toEqual(["receipt", "receipt"]);
  });

  test("is found with every month that passed while no webhook came", async () => {
    const owner = await subscribed(board);
    board.deafen();
    await advance(3 * 31 * DAY_SECONDS);
    await lookAround(7 * HOUR);
    expect(await ordersOfEmployer(owner)).toHaveLength(4);
    expect(await planMails(owner)).toHaveLength(4);
    await lookAround(14 * HOUR);
    expect(await ordersOfEmployer(owner)).toHaveLength(4);
  });

  test("that was told of before the plan was known is on the books with it", async () => {
    const owner = await anOwner();
    const { orderId, checkoutUrl } = await openPlan(owner);
    await board.control("/faults", { kind: "event", fault: "drop", type: "checkout.session.completed" });
    await payOn(checkoutUrl);
    await advance(A_MONTH);
    await board.hearWebhooks();
    expect(await plansOf(owner)).toEqual([]);
    await syncOrder(database(), orderId);
    await runTasks();
    expect(await ordersOfEmployer(owner)).toMatchObject([{ state: "captured" }, { state: "captured" }]);
    expect(await planMails(owner)).toEqual(["receipt", "receipt"]);
  });

  test("has one effect, though its events come doubled, twice under other ids, and in the wrong order", async () => {
    const owner = await subscribed(board);
    await inPortal(owner, { action: "cancel" });
    await inPortal(owner, { action: "renew" });
    board.deafen();
    // Stripe lists what is less than 30 days old.
    const earlier = await eventsOf(owner);
    await advance(A_MONTH);
    const events = [...earlier, ...(await eventsOf(owner))];
    expect(events.length).toBeGreaterThan(5);
    const shuffled = [...events].reverse();
    await Promise.all([
      ...shuffled.map(deliver),
      ...shuffled.map(deliver),
      ...events.map((event) => deliver({ ...event, id: `${event.id}twin` })),
    ]);
    await Promise.all([runTasks(), runTasks()]);
    await board.settled();
    expect(await planOf(owner)).toMatchObject({ status: "active", cancel_at: null });
    expect(await ordersOfEmployer(owner)).toHaveLength(2);
    expect(await planMails(owner)).toEqual(["receipt", "receipt"]);
  });

  test("that the bank refuses stops new jobs and takes none down; a paid invoice sets it right", async () => {
    const owner = await subscribed(board);
    const [live, waiting] = [await aDraft(owner), await aDraft(owner)];
    await submitByPlan(owner, live);
    await approve(board, live);
    await submitByPlan(owner, waiting);
    await changeCard(owner, FAILING_CARD);
    await advance(A_MONTH);
    await board.settled();
    const plan = await planOf(owner);
    expect(plan).toMatchObject({
      status: "past_due",
      open_invoice: expect.stringMatching(/^in_/),
      invoice_url: expect.stringMatching(/^http/),
      next_attempt_at: expect.any(Date),
    });
    expect(await planMails(owner)).toEqual(["receipt", "payment-failed"]);
    expect(await works(owner)).toBe(false);
    await expect(submitByPlan(owner, await aDraft(owner))).rejects.toMatchObject({ code: "conflict" });
    await approve(board, waiting);
    expect(await jobOf({ jobId: waiting })).toMatchObject({ state: "payment_needed" });
    expect(await jobOf({ jobId: live })).toMatchObject({ state: "live" });
    await changeCard(owner, CARD);
    await advance(4 * DAY_SECONDS);
    await board.settled();
    expect(await planOf(owner)).toMatchObject({ status: "active", open_invoice: null, next_attempt_at: null });
    expect(await ordersOfEmployer(owner)).toHaveLength(2);
    expect(await submitByPlan(owner, waiting)).toEqual({ kind: "plan" });
  });

  test("that is never paid ends the plan, and says why", async () => {
    const owner = await subscribed(board);
    await changeCard(owner, FAILING_CARD);
    await advance(A_MONTH);
    await board.hearWebhooks();
    await advance(20 * DAY_SECONDS);
    await board.settled();
    expect(await planOf(owner)).toMatchObject({ status: "canceled" });
    expect(await planMails(owner)).toEqual(["receipt", "payment-failed", "ended-unpaid"]);
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
  });

  test("that is paid after the plan ended is on the books, and begins nothing", async () => {
    const owner = await subscribed(board);
    await changeCard(owner, FAILING_CARD);
    await advance(A_MONTH);
    await board.hearWebhooks();
    const { open_invoice, stripe_subscription } = await planOf(owner);
    await changeCard(owner, CARD);
    await board.stripe().subscriptions.cancel(stripe_subscription);
    await board.hearWebhooks();
    await board.stripe().invoices.pay(open_invoice!);
    await board.settled();
    expect(await ordersOfEmployer(owner)).toMatchObject([{}, { state: "captured", stripe_invoice: open_invoice }]);
    expect(await works(owner)).toBe(false);
  });

  test("that is paid after the plan ended, of which no webhook and no event tells any more, is found by looking again", async () => {
    const owner = await subscribed(board);
    await changeCard(owner, FAILING_CARD);
    await advance(A_MONTH);
    await board.hearWebhooks();
    const { open_invoice, stripe_subscription } = await planOf(owner);
    await changeCard(owner, CARD);
    await board.stripe().subscriptions.cancel(stripe_subscription);
    await board.hearWebhooks();
    await board.control("/faults", { kind: "event", fault: "drop", times: 100 });
    await board.stripe().invoices.pay(open_invoice!);
    await board.control("/faults/clear");
    const [newest] = (await board.stripe().events.list({ limit: 1 })).data;
    await keepEventCursor(database(), { until: newest!.created + DAY_SECONDS });
    await lookAround(23 * HOUR);
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
    await lookAround(25 * HOUR);
    expect(await ordersOfEmployer(owner)).toMatchObject([{}, { state: "captured", stripe_invoice: open_invoice }]);
    expect(await planMails(owner)).toEqual(["receipt", "payment-failed", "ended", "receipt"]);
    expect(await works(owner)).toBe(false);
  });

  test("that Stripe does not tell of lets the plan work for a day, and no longer", async () => {
    const owner = await subscribed(board);
    const { period_end } = await planOf(owner);
    freezeClock(later(period_end, DAY - MINUTE));
    expect(await works(owner)).toBe(true);
    freezeClock(later(period_end, DAY + MINUTE));
    expect(await works(owner)).toBe(false);
    freezeClock();
  });
});

describe("the money of a plan's month", () => {
  const MONTH = 79_900;

  test("that was given back takes the plan out of use until the next month is paid; what is live stays", async () => {
    const owner = await subscribed(board);
    const adminId = await anAccount({ staffRole: "admin" });
    const [live, waiting, draft] = [await aDraft(owner), await aDraft(owner), await aDraft(owner)];
    await submitByPlan(owner, live);
    await approve(board, live);
    await submitByPlan(owner, waiting);
    const half = MONTH / 2;
    await refundOrder(database(), wish(owner.orderId, adminId, half, { seenCents: MONTH }));
    expect(await works(owner)).toBe(true);
    await refundOrder(database(), wish(owner.orderId, adminId, half));
    expect(await works(owner)).toBe(false);
    expect((await readPlan(database(), owner.employerId, false)).plan).toMatchObject({ taken: true, until: null });
    await expect(submitByPlan(owner, draft)).rejects.toThrow(/money of its month went back.*Nothing was submitted/);
    expect(await approve(board, waiting)).toEqual({ money: "refused" });
    expect(await jobOf({ jobId: waiting })).toMatchObject({ state: "payment_needed" });
    expect(await jobOf({ jobId: live })).toMatchObject({ state: "live" });
    await advance(A_MONTH);
    await board.settled();
    expect(await works(owner)).toBe(true);
    expect(await submitByPlan(owner, waiting)).toEqual({ kind: "plan" });
  });

  test("that is disputed takes the plan out of use, until the dispute is won", async () => {
    const owner = await subscribed(board);
    const { stripe_payment_intent: payment_intent } = await orderOf(owner.orderId);
    await board.control("/disputes", { payment_intent, reason: "fraudulent", inquiry: false });
    await board.hearWebhooks();
    expect(await works(owner)).toBe(false);
    const { data } = await board.stripe().disputes.list({ payment_intent: payment_intent! });
    await board.control(`/disputes/${data[0]!.id}/decide`, { outcome: "won" });
    await board.hearWebhooks();
    expect(await works(owner)).toBe(true);
  });

  test("counts as it is by now, also for a submission that began before it went back", async () => {
    const owner = await subscribed(board);
    const adminId = await anAccount({ staffRole: "admin" });
    const once = wish(owner.orderId, adminId, MONTH);
    const submission = transact(database(), async (trx) => {
      await findWorkingPlan(trx, owner.employerId);
      await refundOrder(database(), once);
      await requirePlan(trx, owner.employerId);
    });
    await expect(submission).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("what Stripe says of a plan", () => {
  test("late never overwrites what it said since", async () => {
    const owner = await subscribed(board);
    const { id, stripe_subscription } = await planOf(owner);
    await board.control("/faults", {
      kind: "api",
      fault: "late_answer",
      method: "GET",
      path: "/v1/subscriptions/:id",
      object: stripe_subscription,
      seconds: 1,
    });
    board.deafen();
    const slow = syncSubscription(database(), id);
    await expect.poll(async () => (await listFaults()).length).toBe(0);
    await board.stripe().subscriptions.update(stripe_subscription, { cancel_at_period_end: true });
    expect((await syncSubscription(database(), id)).cancel_at).not.toBeNull();
    expect((await slow).cancel_at).not.toBeNull();
    expect((await planOf(owner)).cancel_at).not.toBeNull();
  });

  test("when it fails is asked for again", async () => {
    const owner = await subscribed(board);
    await board.control("/faults", { kind: "api", fault: "server_error", path: "/v1/subscriptions/:id", times: 3 });
    await inPortal(owner, { action: "cancel" });
    await board.settled();
    await lookAround(10 * MINUTE);
    expect((await planOf(owner)).cancel_at).not.toBeNull();
  });

  test.each<[string, { own: boolean; cents: number; interval: "month" | "year" }]>([
    ["another customer's", { own: false, cents: 79_900, interval: "month" }],
    ["of another price", { own: true, cents: 100, interval: "month" }],
    ["of another interval", { own: true, cents: 79_900, interval: "year" }],
  ])("has no effect when the subscription is %s", async (_, forged) => {
    const owner = await subscribed(board);
    board.deafen();
    const before = await planOf(owner);
    const own = await board.stripe().subscriptions.retrieve(before.stripe_subscription);
    const other = await board.stripe().subscriptions.create({
      customer: forged.own ? String(own.customer) : await aPayer(),
      items: [{ price: await aPrice(forged.cents, forged.interval) }],
      ...(forged.own && { default_payment_method: String(own.default_payment_method) }),
    });
    const put = (stripe_subscription: string) =>
      database().updateTable("subscription_mirror").set({ stripe_subscription }).where("id", "=", before.id).execute();
    await put(other.id);
    await expect(sync(owner)).rejects.toThrow("is not the plan that was ordered");
    await put(own.id);
    expect(await planOf(owner)).toEqual(before);
    expect(await ordersOfEmployer(owner)).toHaveLength(1);
  });

  test("of a subscription that was not bought here is ignored, though it names an order of ours", async () => {
    const owner = await anOwner();
    const { orderId } = await openPlan(owner);
    await board.stripe().subscriptions.create({
      customer: await aPayer(),
      items: [{ price: await aPrice(79_900, "month") }],
      metadata: { order: orderId },
    });
    await board.hearWebhooks();
    expect(await plansOf(owner)).toEqual([]);
    expect(await works(owner)).toBe(false);
  });

  test("of a payment page that is another one than was opened begins no plan", async () => {
    board.deafen();
    const owner = await anOwner();
    const { orderId } = await openPlan(owner);
    const own = (await ordersOfEmployer(owner))[0]!.stripe_session!;
    const { customer } = await board.stripe().checkout.sessions.retrieve(own);
    const price_data = { currency: "usd", unit_amount: 100, recurring: { interval: "month" as const } };
    const cheap = await board.stripe().checkout.sessions.create({
      mode: "subscription",
      customer: String(customer),
      client_reference_id: orderId,
      line_items: [{ quantity: 1, price_data: { ...price_data, product_data: { name: "Unlimited monthly" } } }],
      success_url: "http://localhost:3000/",
    });
    await payOn(cheap.url);
    const put = (stripe_session: string) =>
      database().updateTable("order").set({ stripe_session }).where("id", "=", orderId).execute();
    await put(cheap.id);
    await expect(syncOrder(database(), orderId)).rejects.toThrow("is not what was ordered");
    await put(own);
    expect(await plansOf(owner)).toEqual([]);
  });
});

describe("the check against Stripe", () => {
  const check = async () =>
    (await assertPlansAgree(database(), { since: new Date(0), underWay: 0, patience: 0 })).broken.map(
      (row) => row.what,
    );

  test("finds a plan and an invoice of which our tables say something else, or nothing", async () => {
    const owner = await subscribed(board);
    expect(await check()).toEqual([]);
    const plan = await planOf(owner);
    const wrong = async (set: object) => {
      const table = database().updateTable("subscription_mirror").where("id", "=", plan.id);
      await table.set(set).execute();
      const told = await check();
      const { status, period_end, stripe_subscription } = plan;
      await table.set({ status, period_end, stripe_subscription }).execute();
      return told;
    };
    expect(await wrong({ status: "past_due" })).toEqual([`active, plan ${plan.id} is past_due`]);
    expect(await wrong({ period_end: later(plan.period_end, DAY) })).toEqual([`plan ${plan.id} has another end`]);
    expect(await wrong({ stripe_subscription: "sub_other" })).toEqual(["active, no plan knows it"]);
    const order = database().updateTable("order").where("id", "=", owner.orderId);
    const { stripe_invoice } = (await ordersOfEmployer(owner))[0]!;
    await order.set({ stripe_invoice: "in_other" }).execute();
    expect(await check()).toEqual(["invoice paid with 79900 cents, no order knows it"]);
    await order.set({ stripe_invoice }).execute();
  });
});

/** A customer of Stripe's that is none of ours, with a card. */
async function aPayer(): Promise<string> {
  const card = { payment_method: "pm_card_visa", invoice_settings: { default_payment_method: "pm_card_visa" } };
  return (await board.stripe().customers.create({ email: `${newId()}@example.com`, ...card })).id;
}

async function aPrice(unit_amount: number, interval: "month" | "year"): Promise<string> {
  const product_data = { name: "Unlimited monthly" };
  return (await board.stripe().prices.create({ currency: "usd", unit_amount, recurring: { interval }, product_data }))
    .id;
}

/** The faults that are still armed. */
async function listFaults(): Promise<unknown[]> {
  const answer = await fetch(`${process.env.STRIPE_API_BASE}/_sandbox/faults`);
  return ((await answer.json()) as { faults: unknown[] }).faults;
}

describe("a plan that was changed at Stripe by hand", () => {
  /** The plan as though it had been bought at another price. */
  async function changed() {
    const owner = await subscribed(board);
    const { id } = await planOf(owner);
    await database().updateTable("subscription_mirror").set({ price_cents: 100 }).where("id", "=", id).execute();
    return { owner, id };
  }
  const asBought = ({ id }: Awaited<ReturnType<typeof changed>>) =>
    database().updateTable("subscription_mirror").set({ price_cents: 79_900 }).where("id", "=", id).execute();
  const unread = async () =>
    (await assertBilling(database())).find(({ name }) => name === "plans-are-read")!.broken.map((row) => row.id);

  test("is found unread after a day, though the reconciler asks about it all the time", async () => {
    const plan = await changed();
    try {
      for (const hours of [7, 14, 21, 28]) {
        freezeClock(later(now(), 7 * HOUR));
        expect((await syncDueSubscriptions(database())).failed).toBeGreaterThan(0);
        expect(await unread()).toEqual(hours > 24 ? [plan.id] : []);
      }
    } finally {
      freezeClock();
      await asBought(plan);
    }
  });

  test("is over here when it is over at Stripe", async () => {
    const plan = await changed();
    const { stripe_subscription } = await planOf(plan.owner);
    await board.stripe().subscriptions.cancel(stripe_subscription);
    expect(await sync(plan.owner)).toMatchObject({ status: "canceled", over_at: expect.any(Date) as Date });
    await asBought(plan);
  });

  test("keeps another one from being sold, in words that its owner understands", async () => {
    const plan = await changed();
    await expect(openPlan(plan.owner)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Nothing was charged") as string,
    });
    await asBought(plan);
  });
});
