import { describe, expect, test } from "vitest";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { rejectJob } from "~/jobs/return-job.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { syncUnsettledOrders } from "~/billing/sync-unsettled-orders.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import {
  aPost,
  jobOf,
  mailsAbout,
  ordersOf,
  REFUSING_CARD,
  runTasks,
  runTasksSoon,
  startBilling,
  type Post,
} from "./board.ts";

const board = startBilling();

async function submitted(card?: string) {
  const post = await aPost();
  const orderId = await board.pay(post, card);
  const order = await syncOrder(database(), orderId);
  return { post, orderId, intent: order.stripe_payment_intent! };
}

/** What `decideJob` commits, without the call to Stripe that follows: the process dies here. */
function approveAndDie(post: Post) {
  return transact(database(), (trx) => approveJob(trx, { ...post, actor: byAccount(board.moderatorId()) }));
}

const fault = (fault: string, path: string, times = 1) =>
  board.control("/faults", { kind: "api", fault, method: "POST", path, times });
const CAPTURE = "/v1/payment_intents/:id/capture";
const CANCEL = "/v1/payment_intents/:id/cancel";

async function capturedCents(intent: string) {
  const charges = await board.stripe().charges.list({ payment_intent: intent });
  return charges.data.reduce((sum, charge) => sum + charge.amount_captured, 0);
}

describe("an approval is never half done", () => {
  test("a process that dies after the commit leaves `approved`, and the task takes the money and the job live", async () => {
    const { post, intent } = await submitted();
    await approveAndDie(post);
    expect(await jobOf(post)).toMatchObject({ state: "approved" });
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await capturedCents(intent)).toBe(19_900);
  });

  test("a process that dies after the capture leaves `approved`, and the task only notes the money", async () => {
    const { post, intent } = await submitted();
    await approveAndDie(post);
    await board.stripe().paymentIntents.capture(intent);
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await capturedCents(intent)).toBe(19_900);
  });

  test("a process that dies after a refused capture leaves `approved`, and the task asks for another payment", async () => {
    const { post, intent } = await submitted(REFUSING_CARD);
    await approveAndDie(post);
    await expect(board.stripe().paymentIntents.capture(intent)).rejects.toMatchObject({ type: "StripeCardError" });
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "payment_needed" });
    expect(await mailsAbout(post)).toEqual(["submitted", "payment_needed"]);
  });

  test("Stripe is out of reach: the job is approved, and goes live when Stripe is back", async () => {
    const { post, intent } = await submitted();
    await fault("server_error", CAPTURE, 3);
    expect(await board.decide(post)).toEqual({ money: "pending" });
    expect(await jobOf(post)).toMatchObject({ state: "approved" });
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await capturedCents(intent)).toBe(19_900);
  });

  test("the answer to the capture is lost: it is charged once, and the job is live", async () => {
    const { post, intent } = await submitted();
    await fault("response_lost", CAPTURE);
    expect(await board.decide(post)).toEqual({ money: "charged", amountCents: 19_900 });
    expect(await capturedCents(intent)).toBe(19_900);
  });

  test("a failure that Stripe keeps under its key does not stand in the way of the next attempt", async () => {
    const { post } = await submitted();
    await fault("server_error_saved", CAPTURE);
    expect(await board.decide(post)).toEqual({ money: "pending" });
    await runTasksSoon();
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("the request, the task and the webhook at the same moment capture once", async () => {
    const { post, orderId, intent } = await submitted();
    await approveAndDie(post);
    await Promise.all(Array.from({ length: 8 }, () => settleOrder(database(), orderId)));
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await capturedCents(intent)).toBe(19_900);
    expect(await mailsAbout(post)).toEqual(["submitted", "live"]);
  });

  test("two moderators at the same moment: one decides, the other reads that somebody was quicker", async () => {
    const { post } = await submitted();
    const answers = await Promise.allSettled([board.decide(post), board.decide(post, "reject")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find((answer) => answer.status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    const decisions = await database()
      .selectFrom("moderation_decision")
      .select("id")
      .where("job_id", "=", post.jobId)
      .execute();
    expect(decisions).toHaveLength(1);
  });
});

describe("a rejection is never half done", () => {
  test("a process that dies after the commit leaves the authorization to the task", async () => {
    const { post, intent } = await submitted();
    const actor = byAccount(board.moderatorId());
    await transact(database(), (trx) => rejectJob(trx, { ...post, actor, reason: "No coding job." }));
    await runTasksSoon();
    expect(await ordersOf(post)).toMatchObject([{ state: "cancelled" }]);
    expect((await board.stripe().paymentIntents.retrieve(intent)).status).toBe("canceled");
  });

  test("Stripe is out of reach: the card is let go when Stripe is back", async () => {
    const { post, intent } = await submitted();
    await fault("server_error", CANCEL, 3);
    expect(await board.decide(post, "reject")).toEqual({ money: "pending" });
    await runTasksSoon();
    expect((await board.stripe().paymentIntents.retrieve(intent)).status).toBe("canceled");
    expect(await capturedCents(intent)).toBe(0);
  });
});

/** The scheduled look at unsettled orders, so much later, and what follows from it. */
async function lookAround(ahead: number) {
  freezeClock(later(now(), ahead));
  await syncUnsettledOrders(database());
  freezeClock();
  await runTasks(ahead + MINUTE);
}

describe("what webhooks do not tell is found out", () => {
  test("the scheduled look submits a job that was paid for while no webhook came and nobody returned", async () => {
    const post = await aPost();
    board.deafen();
    await board.pay(post);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await lookAround(4 * MINUTE);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("the scheduled look finds a lapse that no webhook told of", async () => {
    const { post } = await submitted();
    await board.settled();
    board.deafen();
    await board.control("/clock/advance", { seconds: 7 * 24 * 3_600 });
    await lookAround(4 * MINUTE);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    expect(await ordersOf(post)).toMatchObject([{ state: "lapsed" }]);
  });

  test("an order whose payment page was never opened, since the process died, is closed", async () => {
    const post = await aPost();
    await fault("server_error", "/v1/checkout/sessions", 3);
    await expect(openCheckout(database(), { ...post, employerName: "North" })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(await ordersOf(post)).toMatchObject([{ state: "open", stripe_session: null }]);
    await lookAround(20 * MINUTE);
    expect(await ordersOf(post)).toMatchObject([{ state: "expired" }]);
    await board.pay(post);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("money that somebody captures in Stripe's Dashboard before the review makes the approval free of a second charge", async () => {
    const { post, intent } = await submitted();
    await board.stripe().paymentIntents.capture(intent);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(await ordersOf(post)).toMatchObject([{ state: "captured" }]);
    await board.decide(post);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await capturedCents(intent)).toBe(19_900);
  });

  test("an authorization that somebody cancels in Stripe's Dashboard takes the job out of review", async () => {
    const { post, intent } = await submitted();
    await board.stripe().paymentIntents.cancel(intent);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    expect(await mailsAbout(post)).toEqual(["submitted", "lapsed"]);
  });
});
