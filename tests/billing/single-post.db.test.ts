import { describe, expect, test } from "vitest";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { resubmitJob } from "~/jobs/submit-job.server.ts";
import { withdrawJob } from "~/jobs/return-job.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aPost, aRevision, jobOf, mailsAbout, ordersOf, payOn, startBilling, submitCheckout } from "./board.ts";
import { DECLINED_CARD, REFUSING_CARD } from "./board.ts";

const board = startBilling();
const WEEK = 7 * 24 * 3_600;

async function submitted(card?: string) {
  const post = await aPost();
  const orderId = await board.pay(post, card);
  const order = await syncOrder(database(), orderId);
  return { post, orderId, intent: order.stripe_payment_intent! };
}

const intentStatus = async (intent: string) => (await board.stripe().paymentIntents.retrieve(intent)).status;

describe("a single post", () => {
  test("is authorized at submission, and nothing is charged", async () => {
    const { post, orderId, intent } = await submitted();
    expect(await jobOf(post)).toMatchObject({ state: "submitted", pending_revision_id: post.revisionId });
    const [order] = await ordersOf(post);
    expect(order).toMatchObject({
      id: orderId,
      state: "authorized",
      amount_cents: 19_900,
      revision_id: post.revisionId,
    });
    expect(order!.capture_before!.getTime()).toBeGreaterThan(Date.now());
    expect(await board.stripe().paymentIntents.retrieve(intent)).toMatchObject({
      status: "requires_capture",
      amount_received: 0,
    });
    expect(await mailsAbout(post)).toEqual(["submitted"]);
  });

  test("is captured exactly once at approval, and live in the same call", async () => {
    const { post, intent } = await submitted();
    expect(await board.decide(post)).toEqual({ money: "charged", amountCents: 19_900 });
    const job = await jobOf(post);
    expect(job).toMatchObject({ state: "live", approved_revision_id: post.revisionId, pending_revision_id: null });
    expect(job.expires_at!.getTime() - job.posted_at!.getTime()).toBe(30 * 86_400_000);
    await board.settled();
    expect(await board.stripe().paymentIntents.retrieve(intent)).toMatchObject({
      status: "succeeded",
      amount_received: 19_900,
    });
    expect(await jobOf(post)).toMatchObject({ state: "live", version: job.version });
    expect(await mailsAbout(post)).toEqual(["submitted", "live"]);
  });

  test("that is rejected costs nothing, and the employer reads why", async () => {
    const { post, intent } = await submitted();
    expect(await board.decide(post, "reject", "This is no coding job.")).toEqual({ money: "released" });
    expect(await jobOf(post)).toMatchObject({ state: "rejected" });
    expect(await ordersOf(post)).toMatchObject([{ state: "cancelled" }]);
    expect(await intentStatus(intent)).toBe("canceled");
    expect(await mailsAbout(post)).toEqual(["submitted", "rejected"]);
    const mail = await database()
      .selectFrom("task")
      .select("payload")
      .where("payload", "like", "%no coding job%")
      .execute();
    expect(mail).toHaveLength(1);
  });

  test("keeps its authorization while changes are asked for, and goes live under it", async () => {
    const { post, intent } = await submitted();
    expect(await board.decide(post, "request_changes")).toEqual({ money: "kept" });
    expect(await intentStatus(intent)).toBe("requires_capture");
    expect(await jobOf(post)).toMatchObject({ state: "changes_requested" });
    const revisionId = await aRevision(post, { title: "Inpatient Coder, Nights" });
    await transact(database(), (trx) => resubmitJob(trx, { ...post, revisionId }));
    await expect(board.decide(post)).rejects.toMatchObject({ code: "conflict" });
    expect(await board.decide({ ...post, revisionId })).toEqual({ money: "charged", amountCents: 19_900 });
    expect(await jobOf(post)).toMatchObject({ state: "live", approved_revision_id: revisionId });
    expect(await mailsAbout(post)).toEqual(["submitted", "changes_requested", "live"]);
  });

  test("that its employer withdraws is a draft again, and the card is let go", async () => {
    const { post, intent } = await submitted();
    const { settle } = await transact(database(), (trx) => withdrawJob(trx, post));
    await settleOrder(database(), settle!);
    expect(await jobOf(post)).toMatchObject({ state: "draft", pending_revision_id: null });
    expect(await intentStatus(intent)).toBe("canceled");
    await expect(board.decide(post)).rejects.toMatchObject({ code: "conflict" });
    await board.pay(post);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("whose authorization lapses is a draft again and never goes live for free", async () => {
    const { post } = await submitted();
    await board.control("/clock/advance", { seconds: WEEK });
    await board.hearWebhooks();
    expect(await ordersOf(post)).toMatchObject([{ state: "lapsed" }]);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    expect(await mailsAbout(post)).toEqual(["submitted", "lapsed"]);
    await expect(board.decide(post)).rejects.toMatchObject({ code: "conflict" });
  });

  test("whose authorization lapsed unheard is not given away by an approval", async () => {
    const { post } = await submitted();
    board.deafen();
    await board.control("/clock/advance", { seconds: WEEK });
    expect(await board.decide(post)).toEqual({ money: "refused" });
    expect(await jobOf(post)).toMatchObject({ state: "payment_needed" });
    expect(await mailsAbout(post)).toEqual(["submitted", "lapsed"]);
  });

  test("whose capture the bank refuses waits for another card, which is reviewed again", async () => {
    const { post, intent } = await submitted(REFUSING_CARD);
    expect(await board.decide(post)).toEqual({ money: "refused" });
    expect(await jobOf(post)).toMatchObject({ state: "payment_needed" });
    expect(await intentStatus(intent)).toBe("canceled");
    expect(await ordersOf(post)).toMatchObject([{ state: "cancelled", failure: "Your card was declined." }]);
    await board.pay(post);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(await board.decide(post)).toEqual({ money: "charged", amountCents: 19_900 });
    expect(await mailsAbout(post)).toEqual(["submitted", "payment_needed", "submitted", "live"]);
    expect(await ordersOf(post)).toMatchObject([{ state: "cancelled" }, { state: "captured" }]);
  });
});

describe("the payment page", () => {
  test("may decline a card; the same page takes the next one", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
    await payOn(checkoutUrl, DECLINED_CARD);
    await board.hearWebhooks();
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "open" });
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("may be left: nothing is owed, and it can be taken up again within a day", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "open", checkout_url: checkoutUrl });
    await board.control("/clock/advance", { seconds: 23 * 3_600 });
    await payOn(checkoutUrl);
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "authorized" });
  });

  test("expires after a day without effect; a new one works", async () => {
    const post = await aPost();
    await openCheckout(database(), { ...post, employerName: "North" });
    await board.control("/clock/advance", { seconds: 24 * 3_600 });
    await board.hearWebhooks();
    expect(await ordersOf(post)).toMatchObject([{ state: "expired" }]);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await board.pay(post);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("takes a promotion of 100 %: nothing is paid, and the job goes live without a payment intent", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
    await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: await board.promotion(100) });
    await payOn(checkoutUrl);
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "no_cost", stripe_payment_intent: null });
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(await board.decide(post)).toEqual({ money: "none" });
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("that staff charged in Stripe's Dashboard before we heard of the card, which refused, has failed and may be paid again", async () => {
    board.deafen();
    const post = await aPost();
    const orderId = await board.pay(post, REFUSING_CARD);
    const { data } = await board.stripe().paymentIntents.list({ limit: 5 });
    const { id } = data.find((intent) => intent.metadata.order === orderId)!;
    await expect(board.stripe().paymentIntents.capture(id)).rejects.toThrow(/declined/);
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "failed", stripe_payment_intent: id });
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await syncOrder(database(), await board.pay(post));
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("takes a promotion of a part: the rest is authorized and captured", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
    await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: await board.promotion(25) });
    await payOn(checkoutUrl);
    const order = await syncOrder(database(), orderId);
    expect(await board.decide(post)).toEqual({ money: "charged", amountCents: 14_925 });
    const intent = await board.stripe().paymentIntents.retrieve(order.stripe_payment_intent!);
    expect(intent).toMatchObject({ amount_received: 14_925 });
  });
});
