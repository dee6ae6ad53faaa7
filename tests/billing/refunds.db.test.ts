import { beforeAll, describe, expect, test } from "vitest";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { carryOutRefund, refundOrder, type RefundWish } from "~/billing/refund-order.server.ts";
import { refundOutcome } from "~/billing/refund-words.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { syncReversals } from "~/billing/sync-reversals.server.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, OrderId } from "~/platform/ids.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aPost, jobOf, openPack, payOn, runTasks, runTasksSoon, startBilling } from "./board.ts";
import { balanceOf, newsOf, orderOf, refundsOf, reversalLines, submitForCredit, wish } from "./reversals.ts";

const board = startBilling();
const PACK = 89_500;
const POST = 19_900;
const FAILING_REFUND = "4000000000005126";
const PENDING_REFUND = "4000000000007726";
const A_DAY = 25 * 3_600;
let adminId: AccountId;
beforeAll(async () => {
  adminId = await anAccount({ staffRole: "admin", name: "Nadia Okafor" });
});

const refund = (orderId: OrderId, cents: number, more: Partial<RefundWish> = {}) =>
  refundOrder(database(), wish(orderId, adminId, cents, more));
const fault = (fault: string, times = 1, more: object = {}) =>
  board.control("/faults", { kind: "api", fault, method: "POST", path: "/v1/refunds", times, ...more });
const atStripe = async (orderId: OrderId) =>
  (await board.stripe().refunds.list({ payment_intent: (await orderOf(orderId)).stripe_payment_intent! })).data;

async function paidPack(card?: string) {
  const post = await aPost();
  const orderId = await board.buyPack(post, "pack-5", card);
  await board.hearWebhooks();
  expect(await balanceOf(post)).toBe(5);
  return { post, orderId };
}

async function livePost() {
  const post = await aPost();
  const orderId = await board.pay(post);
  await board.hearWebhooks();
  await board.decide(post);
  expect(await jobOf(post)).toMatchObject({ state: "live" });
  return { post, orderId };
}

/** One run of the reconciler so much later, and what follows. */
async function reconcile(ahead: number) {
  freezeClock(later(now(), ahead));
  await reconcileBilling(database());
  freezeClock();
  await runTasks(ahead + MINUTE);
}

describe("a refund of a pack", () => {
  test("gives the money back, takes the unspent credits, and tells the employer once", async () => {
    const { post, orderId } = await paidPack();
    expect(await refund(orderId, PACK)).toMatchObject({ state: "succeeded", amount_cents: PACK });
    expect(await balanceOf(post)).toBe(0);
    expect(await reversalLines(post)).toEqual(["refund -5 0"]);
    await board.settled();
    expect(await newsOf(orderId)).toEqual(["refunded"]);
    expect(await orderOf(orderId)).toMatchObject({ state: "captured" });
    const audit = await database().selectFrom("audit").select("action").where("subject_id", "=", orderId).execute();
    const actions = audit.map((row) => row.action);
    expect(actions).toEqual(expect.arrayContaining(["order.refund", "refund.succeeded"]));
  });

  test("that is spent notes what it could not take; the balance is never below zero", async () => {
    const { post, orderId } = await paidPack();
    for (const job of [await submitForCredit(post), await submitForCredit(post)]) await board.decide(job);
    await refund(orderId, PACK);
    expect(await balanceOf(post)).toBe(0);
    expect(await reversalLines(post)).toEqual(["refund -3 2"]);
  });

  test("takes a credit that was held for a job in review as soon as it comes back", async () => {
    const { post, orderId } = await paidPack();
    const [kept, back] = [await submitForCredit(post), await submitForCredit(post)];
    await refund(orderId, PACK);
    await board.decide(kept);
    await board.decide(back, "reject");
    expect(await balanceOf(post)).toBe(0);
    expect(await reversalLines(post)).toEqual(["refund -3 2", "shortfall -1 -1"]);
  });

  test("in parts takes each credit whose whole price went back, and the rest with the last part", async () => {
    const { post, orderId } = await paidPack();
    const half = PACK / 5 / 2;
    await refund(orderId, half, { seenCents: PACK });
    expect(await balanceOf(post)).toBe(5);
    await refund(orderId, half, { seenCents: PACK - half });
    expect(await balanceOf(post)).toBe(4);
    await refund(orderId, PACK - 2 * half);
    expect(await balanceOf(post)).toBe(0);
    expect(await refundsOf(orderId)).toHaveLength(3);
  });

  test("leaves the credits of a later pack as they are", async () => {
    const { post, orderId } = await paidPack();
    await board.buyPack(post, "pack-10");
    await board.hearWebhooks();
    await refund(orderId, PACK);
    expect(await balanceOf(post)).toBe(10);
  });

  test("of more than is left, of nothing, or of an unpaid order is refused before Stripe is asked", async () => {
    const { orderId } = await paidPack();
    await expect(refund(orderId, PACK + 1, { seenCents: PACK })).rejects.toThrow(/At most \$895/);
    await expect(refund(orderId, 0, { seenCents: PACK })).rejects.toMatchObject({ code: "conflict" });
    const post = await aPost();
    const unpaid = await board.pay(post);
    await board.hearWebhooks();
    await expect(refund(unpaid, POST)).rejects.toThrow(/Nothing was charged.*Nothing was refunded/);
    expect(await refundsOf(orderId)).toEqual([]);
  });
});

describe("a refund of a single post", () => {
  test("leaves the live job alone", async () => {
    const { post, orderId } = await livePost();
    await refund(orderId, POST);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await reversalLines(post)).toEqual([]);
  });

  test("takes the job down where the admin says so", async () => {
    const { post, orderId } = await livePost();
    await refund(orderId, POST, { endsJob: true });
    expect(await jobOf(post)).toMatchObject({ state: "closed" });
  });

  test("takes the job down when Stripe gives the money, not when it is only wanted", async () => {
    const { post, orderId } = await livePost();
    await fault("request_lost", 3);
    expect(await refund(orderId, POST, { endsJob: true })).toMatchObject({ state: "wanted" });
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    await board.control("/faults/clear");
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "closed" });
    const closed = await database()
      .selectFrom("audit")
      .select("actor_account_id")
      .where("subject_id", "=", post.jobId)
      .where("action", "=", "job.closed")
      .execute();
    expect(closed).toEqual([{ actor_account_id: adminId }]);
  });

  test("that Stripe refuses leaves the job live, and says so", async () => {
    const { post, orderId } = await livePost();
    await fault("request_lost", 3);
    const { id } = await refund(orderId, POST, { endsJob: true });
    await board.control("/faults/clear");
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await board.settled();
    const refused = (await refundsOf(orderId)).find((row) => row.id === id)!;
    expect(refused).toMatchObject({ state: "refused" });
    expect(refundOutcome(refused).text).toContain("The job stays as it is.");
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("that was captured and refunded in Stripe's Dashboard before its review takes the job out of review", async () => {
    const post = await aPost();
    const orderId = await board.pay(post);
    await board.hearWebhooks();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().paymentIntents.capture(stripe_payment_intent!);
    await board.hearWebhooks();
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await board.hearWebhooks();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded", idempotency_key: null }]);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
  });
});

describe("a refund is made once", () => {
  test("when it is clicked twice", async () => {
    const { post, orderId } = await paidPack();
    const once = wish(orderId, adminId, PACK / 5, { seenCents: PACK });
    const answers = await Promise.all([refundOrder(database(), once), refundOrder(database(), once)]);
    await board.settled();
    expect(answers.map((row) => row.id)).toEqual([once.refundId, once.refundId]);
    expect(await atStripe(orderId)).toHaveLength(1);
    expect(await balanceOf(post)).toBe(4);
  });

  test("when two admins want it at the same moment: the second reads that somebody was quicker", async () => {
    const { orderId } = await paidPack();
    const answers = await Promise.allSettled([
      refund(orderId, PACK / 5, { seenCents: PACK }),
      refund(orderId, PACK / 5, { seenCents: PACK }),
    ]);
    await board.settled();
    expect(answers.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find((one) => one.status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: expect.stringMatching(/quicker/) },
    });
    expect(await atStripe(orderId)).toHaveLength(1);
  });

  test("when Stripe's answer is lost after the refund was committed", async () => {
    const { post, orderId } = await paidPack();
    await fault("response_lost");
    expect(await refund(orderId, PACK)).toMatchObject({ state: "succeeded" });
    expect(await atStripe(orderId)).toHaveLength(1);
    expect(await balanceOf(post)).toBe(0);
  });

  test("when every answer is lost, and the key is pruned before the task tries again", async () => {
    const { post, orderId } = await paidPack();
    board.deafen();
    await fault("response_lost");
    await fault("request_lost", 2);
    expect(await refund(orderId, PACK / 5, { seenCents: PACK })).toMatchObject({ state: "wanted" });
    await board.control("/idempotency/prune");
    await runTasksSoon();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await atStripe(orderId)).toHaveLength(1);
    expect(await balanceOf(post)).toBe(4);
  });

  test("when Stripe fails after the work was done, and repeats that failure under its key", async () => {
    const { orderId } = await paidPack();
    board.deafen();
    await fault("server_error_after");
    await refund(orderId, PACK);
    await runTasksSoon();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await atStripe(orderId)).toHaveLength(1);
  });

  test("when Stripe fails before the work and keeps the failure under the key: another key is used, minutes later", async () => {
    const { orderId } = await paidPack();
    await fault("server_error_saved");
    expect(await refund(orderId, PACK)).toMatchObject({ state: "wanted", key_spent: 1 });
    const [wanted] = await refundsOf(orderId);
    await expect(carryOutRefund(database(), wanted!.id)).rejects.toMatchObject({ code: "unavailable" });
    await runTasks(6 * MINUTE);
    await runTasks(20 * MINUTE);
    expect(await refundsOf(orderId)).toMatchObject([
      { state: "succeeded", idempotency_key: `refund:${wanted!.id}:2`, key_spent: 0 },
    ]);
    expect(await atStripe(orderId)).toHaveLength(1);
  });

  test("by eight runners at the same moment", async () => {
    const { post, orderId } = await paidPack();
    await fault("server_error", 3);
    const { id } = await refund(orderId, PACK / 5, { seenCents: PACK });
    await database().updateTable("refund").set({ key_spent: 0 }).where("id", "=", id).execute();
    await Promise.allSettled(Array.from({ length: 8 }, () => carryOutRefund(database(), id)));
    await board.settled();
    expect(await atStripe(orderId)).toHaveLength(1);
    expect(await reversalLines(post)).toEqual(["refund -1 0"]);
  });
});

describe("a refund is never half done", () => {
  /** Commits the intention; every call to Stripe fails, as if the process had died. */
  async function wantAndDie(orderId: OrderId, cents = PACK) {
    await fault("request_lost", 3);
    const row = await refund(orderId, cents, { seenCents: PACK });
    expect(row.state).toBe("wanted");
    await board.control("/faults/clear");
    return row;
  }

  test("a process that dies after the intention leaves it to the task", async () => {
    const { post, orderId } = await paidPack();
    await wantAndDie(orderId);
    expect(await balanceOf(post)).toBe(5);
    await runTasksSoon();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await balanceOf(post)).toBe(0);
  });

  test("a process that dies after Stripe's answer leaves it to the task, the webhook or the reconciler", async () => {
    const { post, orderId } = await paidPack();
    board.deafen();
    const row = await wantAndDie(orderId);
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create(
      {
        payment_intent: stripe_payment_intent!,
        amount: PACK,
        reason: "requested_by_customer",
        metadata: { refund: row.id, order: orderId },
      },
      { idempotencyKey: row.idempotency_key! },
    );
    await database().deleteFrom("task").where("kind", "=", "order.refund").execute();
    await reconcile(20 * MINUTE);
    expect(await refundsOf(orderId)).toMatchObject([{ id: row.id, state: "succeeded" }]);
    expect(await atStripe(orderId)).toHaveLength(1);
    expect(await balanceOf(post)).toBe(0);
  });

  test("the reconciler makes a refund whose task is gone too", async () => {
    const { orderId } = await paidPack();
    await wantAndDie(orderId);
    await database().deleteFrom("task").where("kind", "=", "order.refund").execute();
    await reconcile(20 * MINUTE);
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
  });

  test("one that somebody made in the Dashboard meanwhile is refused by Stripe, and said so", async () => {
    const { post, orderId } = await paidPack();
    const row = await wantAndDie(orderId);
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await board.settled();
    const rows = await refundsOf(orderId);
    expect(rows.find((one) => one.id === row.id)).toMatchObject({
      state: "refused",
      failure: expect.stringMatching(/already been refunded/),
    });
    expect(rows.find((one) => one.id !== row.id)).toMatchObject({ state: "succeeded", actor_account_id: null });
    expect(await balanceOf(post)).toBe(0);
  });
});

describe("what Stripe says later", () => {
  test("a refund that fails gives back what it took of the credits, and says so", async () => {
    const { post, orderId } = await paidPack(FAILING_REFUND);
    await submitForCredit(post);
    await refund(orderId, PACK);
    expect(await reversalLines(post)).toEqual(["refund -4 1"]);
    await board.control("/clock/advance", { seconds: A_DAY });
    await board.hearWebhooks();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "failed", failure: "unknown" }]);
    expect(await reversalLines(post)).toEqual(["refund -4 1", "refund 4 -1"]);
    expect(await balanceOf(post)).toBe(4);
    expect(await newsOf(orderId)).toEqual(["refunded", "refund_failed"]);
    expect(await refund(orderId, PACK)).toMatchObject({ state: "succeeded" });
    expect(await balanceOf(post)).toBe(0);
  });

  test("a refund that is pending counts as given back, and then is", async () => {
    const { post, orderId } = await paidPack(PENDING_REFUND);
    expect(await refund(orderId, PACK)).toMatchObject({ state: "pending" });
    expect(await balanceOf(post)).toBe(0);
    board.deafen();
    await board.control("/clock/advance", { seconds: A_DAY });
    await reconcile(20 * MINUTE);
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await newsOf(orderId)).toEqual(["refunded"]);
  });

  test("a refund made in Stripe's Dashboard is taken over", async () => {
    const { post, orderId } = await paidPack();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent!, amount: PACK / 5 });
    await board.hearWebhooks();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded", amount_cents: PACK / 5 }]);
    expect(await balanceOf(post)).toBe(4);
  });

  test("a refund told of before we knew the payment as ours is found with it", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await board.control("/faults", { kind: "event", fault: "drop", type: "checkout.session.completed" });
    await board.control("/faults", { kind: "event", fault: "drop", type: "payment_intent.succeeded" });
    await payOn(checkoutUrl);
    const { data } = await board.stripe().paymentIntents.list({ limit: 1 });
    await board.stripe().refunds.create({ payment_intent: data[0]!.id });
    await board.hearWebhooks();
    expect(await refundsOf(orderId)).toEqual([]);
    await syncOrder(database(), orderId);
    await runTasks();
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await reversalLines(post)).toEqual(["refund -5 0"]);
  });

  test.each(["drop", "duplicate", "twin", "reorder"])("events that %s change nothing about it", async (kind) => {
    const { post, orderId } = await paidPack(FAILING_REFUND);
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.control("/faults", { kind: "event", fault: kind, times: 20, seconds: 1 });
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await board.control("/clock/advance", { seconds: A_DAY });
    await board.hearWebhooks();
    await board.settled();
    await reconcile(20 * MINUTE);
    expect(await balanceOf(post)).toBe(5);
    expect(await refundsOf(orderId)).toMatchObject([{ state: "failed" }]);
  });

  test("all of it is found again when the events are lost for good", async () => {
    const { post, orderId } = await paidPack();
    board.deafen();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await database().deleteFrom("board_setting").where("name", "=", "reconciler:cursor").execute();
    await reconcile(MINUTE);
    expect(await refundsOf(orderId)).toMatchObject([{ state: "succeeded" }]);
    expect(await balanceOf(post)).toBe(0);
  });

  test("a slow look that ends after a newer one writes nothing", async () => {
    const { post, orderId } = await paidPack();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.control("/faults", {
      kind: "api",
      fault: "late_answer",
      method: "GET",
      path: "/v1/refunds",
      times: 1,
      seconds: 1,
    });
    const slow = syncReversals(database(), orderId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent!, amount: PACK / 5 });
    await syncReversals(database(), orderId);
    await slow;
    expect(await refundsOf(orderId)).toHaveLength(1);
    expect(await balanceOf(post)).toBe(4);
  });

  test("fifty looks at once have one effect", async () => {
    const { post, orderId } = await paidPack();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await Promise.allSettled(Array.from({ length: 50 }, () => syncReversals(database(), orderId)));
    await board.settled();
    expect(await reversalLines(post)).toEqual(["refund -5 0"]);
    expect(await newsOf(orderId)).toEqual(["refunded"]);
  });
});
