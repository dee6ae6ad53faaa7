import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { listMoneyBack, sumBack } from "~/billing/list-money-back.server.ts";
import { orderSentence } from "~/billing/order-words.ts";
import { countStrandedOrders } from "~/billing/order.queries.server.ts";
import { readOrder } from "~/billing/read-order.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { grantCredits } from "~/billing/use-right.server.ts";
import { expireDueJobs } from "~/jobs/end-job.server.ts";
import { extendJob, offerExtension, type Extension } from "~/jobs/extend-job.server.ts";
import { finishJob } from "~/jobs/manage-job.server.ts";
import type { PayBy } from "~/jobs/pay-for-revision.server.ts";
import { readDeskJob } from "~/jobs/read-desk.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import {
  anotherPost,
  aPost,
  DECLINED_CARD,
  jobOf,
  ordersOf,
  payOn,
  REFUSING_CARD,
  runTasks,
  runTasksSoon,
  startBilling,
  submitCheckout,
  type Post,
} from "#tests/billing/board.ts";
import { subscribed } from "#tests/billing/plans.ts";
import { balanceOf, wish } from "#tests/billing/reversals.ts";

const board = startBilling();
const CENTS = 19_900;

beforeEach(() => freezeClock());
afterEach(() => freezeClock());

/** A job that was paid by card and is live for another thirty days. */
async function live(post?: Post): Promise<Post> {
  const paid = post ?? (await aPost());
  await syncOrder(database(), await board.pay(paid));
  await board.decide(paid);
  return paid;
}

async function withCredits(credits: number): Promise<Post> {
  const post = await live();
  const grant = { credits, sourceKey: newId(), actorAccountId: board.moderatorId(), note: "For the test" };
  await transact(database(), (trx) => grantCredits(trx, { employerId: post.employerId, ...grant }));
  return post;
}

const extend = ({ accountId, jobId }: Post, payBy: PayBy = "card", seenCents = CENTS): Promise<Extension> =>
  extendJob(database(), { accountId, jobId, payBy, seenCents });

/** Pays for an extension on Stripe's page; nobody has come back yet. */
async function buy(post: Post, card?: string): Promise<OrderId> {
  const extension = await extend(post);
  await payOn(extension.kind === "checkout" ? extension.url : null, card);
  return (await extensionsOf(post)).at(-1)!.id;
}

/** What the buyer reads on coming back. */
async function returns(post: Post, orderId: OrderId): Promise<string> {
  const { order } = (await readOrder(database(), post.accountId, orderId))!;
  return orderSentence(order, undefined, sumBack(await listMoneyBack(database(), orderId)));
}

const extensionsOf = async (post: Post) => (await ordersOf(post)).filter((order) => order.kind === "extension");
const termsOf = ({ jobId }: Post) =>
  database().selectFrom("term").selectAll().where("job_id", "=", jobId).orderBy("number").execute();
const endOf = async (post: Post) => (await jobOf(post)).expires_at!;
const offer = async (post: Post) =>
  offerExtension(database(), (await readDeskJob(database(), post.accountId, post.jobId))!.job);
const chargedFor = async (post: Post) => {
  const intents = (await extensionsOf(post)).flatMap((order) => order.stripe_payment_intent ?? []);
  const read = await Promise.all(intents.map((intent) => board.stripe().paymentIntents.retrieve(intent)));
  return read.reduce((sum, intent) => sum + intent.amount_received, 0);
};
const spendsOf = async ({ employerId }: Post) =>
  (
    await database()
      .selectFrom("credit_ledger")
      .select("kind")
      .where("employer_id", "=", employerId)
      .orderBy("id")
      .execute()
  ).map(({ kind }) => kind);

/** The board's clock comes to `days` after now, and its workers do what is due. */
async function pass(days: number): Promise<void> {
  const at = later(now(), days * DAY);
  await runTasks(days * DAY);
  freezeClock(at);
  await expireDueJobs(database(), system);
}

describe("extending a live job with a credit", () => {
  test("moves its end by one term and keeps it live, without a moderator", async () => {
    const post = await withCredits(2);
    const [before, end] = [await jobOf(post), await endOf(post)];
    expect(await offer(post)).toEqual({ cents: CENTS, days: 30, from: end, credits: 2, planName: null });
    expect(await extend(post, "credit")).toEqual({ kind: "extended", until: later(end, 30 * DAY) });
    expect(await jobOf(post)).toMatchObject({
      state: "live",
      expires_at: later(end, 30 * DAY),
      approved_revision_id: before.approved_revision_id,
      posted_at: before.posted_at,
    });
    expect(await balanceOf(post)).toBe(1);
    expect(await offer(post)).toBeUndefined();
  });

  test("twice at the same moment, or once more from another tab, extends it once and holds one credit", async () => {
    const post = await withCredits(3);
    const end = await endOf(post);
    const clicks = await Promise.allSettled([extend(post, "credit"), extend(post, "credit"), extend(post, "credit")]);
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(extend(post, "credit")).rejects.toMatchObject({
      message: expect.stringContaining("extended already") as string,
    });
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
    expect(await balanceOf(post)).toBe(2);
  });

  test("spends the credit when the new term begins, and can then be extended again", async () => {
    const post = await withCredits(2);
    await extend(post, "credit");
    expect(await termsOf(post)).toMatchObject([{ state: "live" }, { state: "held", right_kind: "credit" }]);
    expect(await spendsOf(post)).toEqual(["grant", "hold"]);
    await pass(30.5);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await termsOf(post)).toMatchObject([{ state: "over" }, { state: "live" }]);
    expect(await spendsOf(post)).toEqual(["grant", "hold", "spend"]);
    await extend(post, "credit");
    await pass(30.5);
    await pass(30);
    expect(await jobOf(post)).toMatchObject({ state: "expired" });
    expect((await termsOf(post)).map(({ state }) => state)).toEqual(["over", "over", "over"]);
  });

  test("gives the credit back when the job ends before its new term begins", async () => {
    const post = await withCredits(1);
    await extend(post, "credit");
    await finishJob(database(), post.accountId, post.jobId, "filled");
    expect(await balanceOf(post)).toBe(1);
    expect(await termsOf(post)).toMatchObject([{ state: "over" }, { state: "released" }]);
  });

  test("spends it when the workers stood still over the end of both terms", async () => {
    const post = await withCredits(1);
    await extend(post, "credit");
    freezeClock(later(now(), 61 * DAY));
    await expireDueJobs(database(), system);
    expect(await jobOf(post)).toMatchObject({ state: "expired" });
    expect(await balanceOf(post)).toBe(0);
    expect(await spendsOf(post)).toEqual(["grant", "hold", "spend"]);
  });

  test("is refused without one, for a job that is not live, from outside, and to strangers; nothing is written", async () => {
    const post = await withCredits(1);
    const end = await endOf(post);
    await expect(extend({ ...post, accountId: await anAccount() }, "credit")).rejects.toMatchObject({
      code: "not-found",
    });
    const poor = await live();
    await expect(extend(poor, "credit")).rejects.toMatchObject({ code: "conflict" });
    await expect(extend(poor, "plan")).rejects.toMatchObject({ code: "conflict" });
    await expect(extend(await aPost(), "credit")).rejects.toMatchObject({ code: "conflict" });
    await database().updateTable("job").set({ origin: "import" }).where("id", "=", post.jobId).execute();
    await expect(extend(post, "credit")).rejects.toMatchObject({ code: "conflict" });
    expect([await endOf(post), await balanceOf(post)]).toEqual([end, 1]);
    expect(await termsOf(poor)).toHaveLength(1);
  });
});

test("extending by the plan uses it now: the new term stays when the plan ends before it begins", async () => {
  const post = await live(await anotherPost(await subscribed(board)));
  const end = await endOf(post);
  expect(await extend(post, "plan")).toEqual({ kind: "extended", until: later(end, 30 * DAY) });
  expect(await termsOf(post)).toMatchObject([{ state: "live" }, { state: "live", right_kind: "plan" }]);
  await pass(30.5);
  expect(await jobOf(post)).toMatchObject({ state: "live" });
  expect(await termsOf(post)).toMatchObject([{ state: "over" }, { state: "live" }]);
});

describe("extending a live job by card", () => {
  test("is charged at once, since its words are approved, when the buyer comes back", async () => {
    const post = await live();
    const end = await endOf(post);
    const orderId = await buy(post);
    expect(await returns(post, orderId)).toBe("$199 was paid, and the job is extended.");
    expect(await jobOf(post)).toMatchObject({ state: "live", expires_at: later(end, 30 * DAY) });
    expect(await chargedFor(post)).toBe(CENTS);
    const receipt = await database().selectFrom("receipt").selectAll().where("order_id", "=", orderId).execute();
    expect(receipt).toMatchObject([{ total_cents: CENTS }]);
    // The order names the revision that is live.
    expect((await extensionsOf(post))[0]).toMatchObject({
      revision_id: post.revisionId,
      plan_name: "Single post, extension",
    });
    await pass(30.5);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("is done by the webhook alone, once, however often it is told", async () => {
    const post = await live();
    const end = await endOf(post);
    const orderId = await buy(post);
    await board.hearWebhooks();
    await Promise.all(Array.from({ length: 10 }, () => settleOrder(database(), orderId)));
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
    expect(await chargedFor(post)).toBe(CENTS);
  });

  test("twice, both paid, or paid beside a credit: one extends it, the other card is let go", async () => {
    const post = await withCredits(1);
    const end = await endOf(post);
    const one = await extend(post);
    await database()
      .updateTable("order")
      .set({ state: "expired" })
      .where("job_id", "=", post.jobId)
      .where("kind", "=", "extension")
      .execute();
    const other = await extend(post);
    await database()
      .updateTable("order")
      .set({ state: "open" })
      .where("job_id", "=", post.jobId)
      .where("kind", "=", "extension")
      .execute();
    for (const page of [one, other]) await payOn(page.kind === "checkout" ? page.url : null);
    await Promise.all((await extensionsOf(post)).map(({ id }) => settleOrder(database(), id)));
    expect((await extensionsOf(post)).map(({ state }) => state).sort()).toEqual(["cancelled", "captured"]);
    expect(await chargedFor(post)).toBe(CENTS);
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));

    const second = await withCredits(1);
    const page = await extend(second);
    await extend(second, "credit");
    // Its page was closed by the credit; a page that Stripe had kept open would find the place taken.
    expect((await extensionsOf(second)).map(({ state }) => state)).toEqual(["expired"]);
    expect(page.kind).toBe("checkout");
    expect(await balanceOf(second)).toBe(0);
  });

  test("takes a promotion of 100 %: it is extended and nothing is paid", async () => {
    const post = await live();
    const end = await endOf(post);
    const page = await extend(post);
    const url = page.kind === "checkout" ? page.url : null;
    await submitCheckout(url, { action: "apply_code", promotion_code: await board.promotion(100) });
    await submitCheckout(url, { action: "pay", email: "owner@example.com" });
    const [order] = await extensionsOf(post);
    expect(await returns(post, order!.id)).toBe("There was nothing to pay. The job is extended.");
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
  });

  test("costs nothing when the card is declined or refused, the job ended meanwhile, or the price is another one", async () => {
    const declined = await live();
    const end = await endOf(declined);
    await returns(declined, await buy(declined, DECLINED_CARD));
    const refused = await live();
    const orderId = await buy(refused, REFUSING_CARD);
    expect(await returns(refused, orderId)).toContain("Nothing was charged");
    const ended = await live();
    const page = await extend(ended);
    await finishJob(database(), ended.accountId, ended.jobId, "closed");
    await payOn(page.kind === "checkout" ? page.url : null);
    await runTasksSoon();
    expect(await returns(ended, (await extensionsOf(ended))[0]!.id)).toContain("not live any more");
    for (const post of [declined, refused, ended]) expect(await chargedFor(post)).toBe(0);
    expect(await endOf(declined)).toEqual(end);
    await expect(extend(declined, "card", 4_900)).rejects.toMatchObject({
      message: expect.stringContaining("costs $199 by now") as string,
    });
    // The place is free again.
    await returns(refused, await buy(refused));
    expect((await termsOf(refused)).filter(({ state }) => state === "live")).toHaveLength(2);
  });

  test("lets the card go when the job ends between the authorization and the charge", async () => {
    const post = await live();
    const orderId = await buy(post);
    await syncOrder(database(), orderId);
    expect((await extensionsOf(post))[0]).toMatchObject({ state: "authorized", intent: "capture" });
    await finishJob(database(), post.accountId, post.jobId, "filled");
    await runTasksSoon();
    expect((await extensionsOf(post))[0]).toMatchObject({ state: "cancelled", intent: null });
    expect(await chargedFor(post)).toBe(0);
  });

  test("charged in the very moment in which the job ended says that there is money to give back", async () => {
    const post = await live();
    const orderId = await buy(post);
    const { stripe_payment_intent } = await syncOrder(database(), orderId);
    await board.stripe().paymentIntents.capture(stripe_payment_intent!);
    await finishJob(database(), post.accountId, post.jobId, "filled");
    expect(await returns(post, orderId)).toContain("Write to us to have the money back");
    expect(await countStrandedOrders(database())).toBeGreaterThan(0);
    await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS));
  });
});

describe("an extension whose money goes back", () => {
  async function extended(card?: string) {
    const post = await live();
    const end = await endOf(post);
    const orderId = await buy(post, card);
    await returns(post, orderId);
    return { post, end, orderId };
  }

  test("before its term begins leaves the job to end when it would have, and it may be extended again", async () => {
    const { post, end, orderId } = await extended();
    await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS));
    expect(await jobOf(post)).toMatchObject({ state: "live", expires_at: end });
    expect(await termsOf(post)).toMatchObject([{ state: "live" }, { state: "released" }]);
    await returns(post, await buy(post));
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
  });

  test("in part leaves it as it is", async () => {
    const { post, end, orderId } = await extended();
    await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS - 100, { seenCents: CENTS }));
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
  });

  test("after its term began leaves the term to its end, as that of a post", async () => {
    const { post, end, orderId } = await extended();
    await pass(30.5);
    await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS));
    expect(await jobOf(post)).toMatchObject({ state: "live", expires_at: later(end, 30 * DAY) });
  });

  test("by a refund that fails later extends the job once more", async () => {
    const { post, end, orderId } = await extended("4000000000005126");
    await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS));
    expect(await endOf(post)).toEqual(end);
    await board.control("/clock/advance", { seconds: 25 * 3_600 });
    await board.hearWebhooks();
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
    expect(await termsOf(post)).toMatchObject([{ state: "live" }, { state: "live", order_id: orderId }]);
  });

  test("by a dispute keeps the term while it is open, and loses it with the dispute", async () => {
    const { post, end, orderId } = await extended();
    const [order] = await extensionsOf(post);
    const payment_intent = order!.stripe_payment_intent!;
    await board.control("/disputes", { payment_intent, reason: "fraudulent", inquiry: false });
    await board.hearWebhooks();
    expect(await endOf(post)).toEqual(later(end, 30 * DAY));
    const [dispute] = (await board.stripe().disputes.list({ payment_intent })).data;
    await board.control(`/disputes/${dispute!.id}/decide`, { outcome: "lost" });
    await board.hearWebhooks();
    expect(await endOf(post)).toEqual(end);
    expect(await returns(post, orderId)).toContain("paid to extend the job");
  });
});
