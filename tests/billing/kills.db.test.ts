import { describe, expect, test } from "vitest";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { syncUnsettledOrders } from "~/billing/sync-unsettled-orders.server.ts";
import { featureJob } from "~/jobs/feature-job.server.ts";
import { takeJobBack } from "~/jobs/manage-job.server.ts";
import { readReturn } from "~/jobs/return-from-checkout.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import type { Decision } from "~/moderation/decision.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { aPost, jobOf, ordersOf, payOn, runTasksSoon, startBilling, type Post } from "./board.ts";
import { killAfter, mortal } from "./mortal.ts";
import { orderOf, reversalLines, wish } from "./reversals.ts";

// A process is killed before each of its steps in turn: each statement, each request to Stripe. Whatever it leaves, the
// outbox and the scheduled look put right, and whoever tries again gets what they wanted, once. After each, the
// invariants of `startBilling`.

const board = startBilling();
const db = () => mortal(database());

/** More steps than any of these processes has. */
const MOST = 200;

/** Kills `work` on a new subject before its first step, its second, and so on, until one comes to its end. */
async function killAtEach<Subject>(
  prepare: () => Promise<Subject>,
  work: (subject: Subject) => Promise<unknown>,
  afterwards: (subject: Subject) => Promise<void>,
  stride = 1,
): Promise<number> {
  for (let steps = 0; steps < MOST; steps += stride) {
    const subject = await prepare();
    const finished = await killAfter(steps, () => work(subject));
    await afterwards(subject);
    if (finished) return steps;
  }
  throw new Error(`Not done after ${MOST} steps`);
}

/** What happens by itself in the next quarter of an hour, and no webhook arrives. */
async function aWhileLater() {
  await runTasksSoon();
  freezeClock(later(now(), 16 * MINUTE));
  try {
    await syncUnsettledOrders(database());
  } finally {
    freezeClock();
  }
  await runTasksSoon();
}

async function submitted() {
  const post = await aPost();
  await board.pay(post);
  await readReturn(database(), post.accountId, post.jobId, undefined);
  return post;
}

const statesOf = async (post: Post) => (await ordersOf(post)).map((order) => order.state);

describe("a process that is killed between any two steps", { timeout: 120_000 }, () => {
  test("of opening a payment page owes nothing, and the next try opens one that works", async () => {
    board.deafen();
    const steps = await killAtEach(
      aPost,
      (post) => openCheckout(db(), { ...post, employerName: "North Hospital" }),
      async (post) => {
        await aWhileLater();
        expect(await jobOf(post)).toMatchObject({ state: "draft" });
        // Whoever comes back a day later finds no key of the first attempt at Stripe.
        await board.control("/idempotency/prune");
        await board.pay(post);
        await readReturn(database(), post.accountId, post.jobId, undefined);
        expect(await jobOf(post)).toMatchObject({ state: "submitted" });
        expect((await statesOf(post)).filter((state) => state !== "expired")).toEqual(["authorized"]);
      },
    );
    expect(steps).toBeGreaterThan(10);
  });

  test("of submitting what was paid leaves the job to whoever looks next", async () => {
    board.deafen();
    const steps = await killAtEach(
      async () => {
        const post = await aPost();
        await board.pay(post);
        return post;
      },
      (post) => readReturn(db(), post.accountId, post.jobId, undefined),
      async (post) => {
        await aWhileLater();
        expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
        expect(await statesOf(post)).toEqual(["authorized"]);
      },
    );
    expect(steps).toBeGreaterThan(15);
  });

  test("of refunding a pack has given the money back once, or not at all until somebody tries again", async () => {
    board.deafen();
    const steps = await killAtEach(
      async () => {
        const post = await aPost();
        const orderId = await board.buyPack(post);
        await syncOrder(database(), orderId);
        return { post, refund: wish(orderId, board.moderatorId(), 89_500) };
      },
      ({ refund }) => refundOrder(db(), refund),
      async ({ post, refund }) => {
        await aWhileLater();
        await board.control("/idempotency/prune");
        // The admin, who saw no answer, sends the same form again.
        expect(await refundOrder(database(), refund)).toMatchObject({ id: refund.refundId, state: "succeeded" });
        const { stripe_payment_intent } = await orderOf(refund.orderId);
        const made = await board.stripe().refunds.list({ payment_intent: stripe_payment_intent! });
        expect(made.data).toHaveLength(1);
        expect(await reversalLines(post)).toEqual(["refund -5 0"]);
      },
    );
    expect(steps).toBeGreaterThan(25);
  });

  const decide = (post: Post, decision: Decision) =>
    decideJob(db(), { ...post, moderatorId: board.moderatorId(), decision, reason: "It says nothing about the pay." });

  test.each([
    ["approve", "live", "captured"],
    ["reject", "rejected", "cancelled"],
  ] as const)("of a decision (%s) has decided wholly or not at all", async (decision, state, order) => {
    board.deafen();
    const steps = await killAtEach(
      submitted,
      (post) => decide(post, decision),
      async (post) => {
        await aWhileLater();
        const after = (await jobOf(post)).state;
        expect(["submitted", state]).toContain(after);
        if (after === "submitted") await board.decide(post, decision);
        expect(await jobOf(post)).toMatchObject({ state });
        expect(await statesOf(post)).toEqual([order]);
      },
    );
    expect(steps).toBeGreaterThan(20);
  });

  test("of taking a job back has taken it back wholly or not at all", async () => {
    board.deafen();
    await killAtEach(
      submitted,
      (post) => takeJobBack(db(), post.accountId, post.jobId),
      async (post) => {
        await aWhileLater();
        if ((await jobOf(post)).state === "submitted") await takeJobBack(database(), post.accountId, post.jobId);
        expect(await jobOf(post)).toMatchObject({ state: "draft" });
        expect(await statesOf(post)).toEqual(["cancelled"]);
      },
    );
  });

  test("of charging for a feature charges once, and the job is featured", async () => {
    board.deafen();
    const steps = await killAtEach(
      async () => {
        const post = await submitted();
        await board.decide(post);
        const { orderId, checkoutUrl } = await featureJob(database(), { ...post, seenCents: 9_900 });
        await payOn(checkoutUrl);
        return { ...post, orderId };
      },
      ({ orderId }) => settleOrder(db(), orderId),
      async (post) => {
        await aWhileLater();
        expect(await statesOf(post)).toEqual(["captured", "captured"]);
        expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
      },
      // Most of it is the same steps as above.
      3,
    );
    expect(steps).toBeGreaterThan(20);
  });
});
