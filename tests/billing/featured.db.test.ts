import { describe, expect, test } from "vitest";
import { countStrandedOrders } from "~/billing/order.queries.server.ts";
import { listMoneyBack, sumBack } from "~/billing/list-money-back.server.ts";
import { orderSentence } from "~/billing/order-words.ts";
import { readOrder } from "~/billing/read-order.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { syncUnsettledOrders } from "~/billing/sync-unsettled-orders.server.ts";
import { expireDueJobs } from "~/jobs/end-job.server.ts";
import { featureJob, offerFeature } from "~/jobs/feature-job.server.ts";
import { finishJob } from "~/jobs/manage-job.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { writeOrderMail } from "~/billing/write-mail.server.tsx";
import { newId, type JobId, type OrderId } from "~/platform/ids.ts";
import { anAccount } from "#tests/support/accounts.ts";
import {
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
} from "./board.ts";
import { orderOf, refundsOf, wish } from "./reversals.ts";
import { mailWords } from "./words.ts";

const board = startBilling();
const CENTS = 9_900;

/** A job that is live for another thirty days. */
async function live(): Promise<Post> {
  const post = await aPost();
  await syncOrder(database(), await board.pay(post));
  await board.decide(post);
  return post;
}

const open = ({ accountId, jobId }: Post, seenCents = CENTS) => featureJob(database(), { accountId, jobId, seenCents });

/** Pays for featuring on Stripe's page; nobody has come back yet. */
async function buy(post: Post, card?: string): Promise<OrderId> {
  const { orderId, checkoutUrl } = await open(post);
  await payOn(checkoutUrl, card);
  return orderId;
}

/** What the buyer reads on coming back. */
async function returns(post: Post, orderId: OrderId) {
  const { order } = (await readOrder(database(), post.accountId, orderId))!;
  return orderSentence(order, undefined, sumBack(await listMoneyBack(database(), orderId)));
}

const upgradeOf = async (post: Post) => (await ordersOf(post)).filter((order) => order.kind === "upgrade");
const termOf = (jobId: JobId) =>
  database().selectFrom("term").selectAll().where("job_id", "=", jobId).orderBy("number", "desc").executeTakeFirst();
const chargedFor = async (post: Post) => {
  const intents = (await upgradeOf(post)).flatMap((order) => order.stripe_payment_intent ?? []);
  const read = await Promise.all(intents.map((intent) => board.stripe().paymentIntents.retrieve(intent)));
  return read.reduce((sum, intent) => sum + intent.amount_received, 0);
};

describe("featuring a live job", () => {
  test("is charged at once, shown until the term ends, and on a receipt, when the buyer comes back", async () => {
    const post = await live();
    const term = await termOf(post.jobId);
    expect(await offerFeature(database(), post.jobId)).toEqual({ cents: CENTS, until: term!.ends_at });
    const orderId = await buy(post);
    expect(await returns(post, orderId)).toBe("$99 was paid, and the job is featured.");
    expect(await jobOf(post)).toMatchObject({ state: "live", featured_until: term!.ends_at });
    expect(await chargedFor(post)).toBe(CENTS);
    const receipt = await database().selectFrom("receipt").selectAll().where("order_id", "=", orderId).execute();
    expect(receipt).toMatchObject([{ total_cents: CENTS }]);
    expect(await offerFeature(database(), post.jobId)).toBeUndefined();
    const feed = await database().selectFrom("change_feed").select("job_id").orderBy("seq", "desc").executeTakeFirst();
    expect(feed?.job_id).toBe(post.jobId);
  });

  test("is done by the webhook alone, once, however often it is told", async () => {
    const post = await live();
    const orderId = await buy(post);
    await board.hearWebhooks();
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ featured_until: (await termOf(post.jobId))!.ends_at });
    await Promise.all(Array.from({ length: 20 }, () => settleOrder(database(), orderId)));
    const told = await database()
      .selectFrom("audit")
      .select("id")
      .where("subject_id", "=", post.jobId)
      .where("action", "=", "job.feature")
      .execute();
    expect(told).toHaveLength(1);
    expect(await chargedFor(post)).toBe(CENTS);
  });

  test("is found paid by the scheduled look when all webhooks were lost and nobody came back", async () => {
    board.deafen();
    const post = await live();
    await buy(post);
    await syncUnsettledOrders(database(), { fresh: true });
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
  });

  test("ends with its days where the term is longer", async () => {
    const post = await live();
    const ends_at = later(now(), 90 * DAY);
    await database().updateTable("term").set({ ends_at }).where("job_id", "=", post.jobId).execute();
    await returns(post, await buy(post));
    const { featured_until } = await jobOf(post);
    expect(featured_until!.getTime() - now().getTime()).toBeLessThanOrEqual(30 * DAY);
    expect(featured_until!.getTime() - now().getTime()).toBeGreaterThan(29 * DAY);
  });

  test("takes a promotion of 100 %: it is featured and nothing is paid", async () => {
    const post = await live();
    const { orderId, checkoutUrl } = await open(post);
    await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: await board.promotion(100) });
    await submitCheckout(checkoutUrl!, { action: "pay", email: "owner@example.com" });
    expect(await returns(post, orderId)).toBe("There was nothing to pay. The job is featured.");
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
  });

  test("is refused before Stripe is asked for a job that is not live, at another price, and to strangers", async () => {
    const draft = await aPost();
    const post = await live();
    const before = (await board.stripe().checkout.sessions.list({ limit: 1 })).data[0]?.id;
    await expect(open(draft)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("not live") as string,
    });
    await expect(open(post, 4_900)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("costs $99 by now") as string,
    });
    await expect(open({ ...post, accountId: await anAccount() })).rejects.toMatchObject({ code: "not-found" });
    const sold = database().updateTable("plan").where("code", "=", "featured");
    await sold.set({ active: 0 }).execute();
    try {
      expect(await offerFeature(database(), post.jobId)).toBeUndefined();
      await expect(open(post)).rejects.toMatchObject({ code: "conflict" });
    } finally {
      await sold.set({ active: 1 }).execute();
    }
    expect((await board.stripe().checkout.sessions.list({ limit: 1 })).data[0]?.id).toBe(before);
    expect(await upgradeOf(post)).toEqual([]);
  });
});

test("a promotion of 100 % for a job that was closed meanwhile features nothing, and says so", async () => {
  const post = await live();
  const { orderId, checkoutUrl } = await open(post);
  await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: await board.promotion(100) });
  await finishJob(database(), post.accountId, post.jobId, "closed");
  await submitCheckout(checkoutUrl!, { action: "pay", email: "owner@example.com" });
  expect(await returns(post, orderId)).toBe(
    "The order was cancelled. Nothing was charged. This job is not live any more, so it cannot be featured. Nothing is charged.",
  );
  expect(await upgradeOf(post)).toMatchObject([{ state: "cancelled", intent: null, total_cents: 0 }]);
});

describe("a feature's payment page", () => {
  test("may decline a card and be left; the same page takes the next card", async () => {
    const post = await live();
    const { orderId, checkoutUrl } = await open(post);
    await payOn(checkoutUrl, DECLINED_CARD);
    expect(await returns(post, orderId)).toBe("Stripe has not confirmed a card yet. Nothing is charged.");
    await payOn(checkoutUrl);
    expect(await returns(post, orderId)).toBe("$99 was paid, and the job is featured.");
  });

  test("that is opened again closes the one before it, or is the answer if that one is paid", async () => {
    const post = await live();
    const first = await open(post);
    const second = await open(post);
    expect((await upgradeOf(post)).map((order) => order.state)).toEqual(["expired", "open"]);
    expect(second.checkoutUrl).not.toBe(first.checkoutUrl);
    await payOn(second.checkoutUrl);
    expect(await open(post)).toEqual({ orderId: second.orderId, checkoutUrl: undefined });
    await runTasks();
    await expect(open(post)).rejects.toMatchObject({ message: expect.stringContaining("featured already") as string });
  });

  test("twice at once, both paid: one is charged, the other card is let go", async () => {
    const post = await live();
    const one = await open(post);
    // As when both clicks had looked before either had written its order.
    await database().updateTable("order").set({ state: "expired" }).where("id", "=", one.orderId).execute();
    const other = await open(post);
    await database().updateTable("order").set({ state: "open" }).where("id", "=", one.orderId).execute();
    await payOn(one.checkoutUrl);
    await payOn(other.checkoutUrl);
    await Promise.all([settleOrder(database(), one.orderId), settleOrder(database(), other.orderId)]);
    expect((await upgradeOf(post)).map((order) => order.state).sort()).toEqual(["cancelled", "captured"]);
    expect(await chargedFor(post)).toBe(CENTS);
    const let_go = (await upgradeOf(post)).find((order) => order.state === "cancelled")!;
    expect(await returns(post, let_go.id)).toContain("featured already");
  });
});

describe("nothing is charged for featuring a job", () => {
  test("that was closed before the payment arrived", async () => {
    const post = await live();
    const { orderId, checkoutUrl } = await open(post);
    await finishJob(database(), post.accountId, post.jobId, "closed");
    await payOn(checkoutUrl);
    expect(await returns(post, orderId)).toContain("not live any more");
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "cancelled" });
    expect(await chargedFor(post)).toBe(0);
    expect(await jobOf(post)).toMatchObject({ featured_until: null });
  });

  test("whose term ran out meanwhile, swept or not", async () => {
    const post = await live();
    const { orderId, checkoutUrl } = await open(post);
    await payOn(checkoutUrl);
    freezeClock(later(now(), 30 * DAY));
    try {
      await settleOrder(database(), orderId);
      await expireDueJobs(database(), system);
    } finally {
      freezeClock();
    }
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "cancelled" });
    expect(await chargedFor(post)).toBe(0);
  });

  test("that ends between the authorization and the charge, while Stripe is out of reach", async () => {
    const post = await live();
    const orderId = await buy(post);
    await syncOrder(database(), orderId);
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "authorized", intent: "capture" });
    await finishJob(database(), post.accountId, post.jobId, "filled");
    await runTasksSoon();
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "cancelled", intent: null });
    expect(await chargedFor(post)).toBe(0);
    expect((await termOf(post.jobId))!.featured_order_id).toBeNull();
  });

  test("whose bank refuses the charge: it is not featured, and its employer may try another card", async () => {
    const post = await live();
    const orderId = await buy(post, REFUSING_CARD);
    expect(await returns(post, orderId)).toContain("Nothing was charged");
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "cancelled" });
    expect(await jobOf(post)).toMatchObject({ state: "live", featured_until: null });
    const mails = await database().selectFrom("task").select("payload").where("kind", "=", "order.mail").execute();
    expect(mails.filter((mail) => mail.payload.includes(orderId))).toHaveLength(1);
    await returns(post, await buy(post));
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
  });

  test("whose authorization somebody cancels in Stripe's Dashboard", async () => {
    const post = await live();
    const orderId = await buy(post);
    const { stripe_payment_intent } = await syncOrder(database(), orderId);
    await board.stripe().paymentIntents.cancel(stripe_payment_intent!);
    await runTasks();
    expect((await upgradeOf(post))[0]).toMatchObject({ state: "cancelled" });
    expect(await jobOf(post)).toMatchObject({ featured_until: null });
  });
});

describe("a feature whose money went back", () => {
  async function featured() {
    const post = await live();
    const orderId = await buy(post);
    await returns(post, orderId);
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
    return { post, orderId };
  }
  async function dispute(orderId: OrderId) {
    const { stripe_payment_intent: payment_intent } = await orderOf(orderId);
    await board.control("/disputes", { payment_intent, reason: "fraudulent", inquiry: false });
    await board.hearWebhooks();
    return (await board.stripe().disputes.list({ payment_intent: payment_intent! })).data[0]!.id;
  }

  test("ends with the last cent of it; its job stays live and may be featured again", async () => {
    const { post, orderId } = await featured();
    const back = (cents: number, seenCents: number) =>
      refundOrder(database(), wish(orderId, board.moderatorId(), cents, { seenCents }));
    await back(CENTS - 100, CENTS);
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
    await back(100, 100);
    expect(await jobOf(post)).toMatchObject({ state: "live", featured_until: null });
    expect(await termOf(post.jobId)).toMatchObject({ featured_order_id: null });
    expect(await returns(post, orderId)).not.toContain("is featured");
    const again = await buy(post);
    await returns(post, again);
    expect(await termOf(post.jobId)).toMatchObject({ featured_order_id: again });
  });

  describe("by a refund that fails later", () => {
    async function refunded() {
      const post = await live();
      const orderId = await buy(post, "4000000000005126");
      await returns(post, orderId);
      const { featured_until } = await jobOf(post);
      await refundOrder(database(), wish(orderId, board.moderatorId(), CENTS));
      expect(await jobOf(post)).toMatchObject({ featured_until: null });
      return { post, orderId, featured_until };
    }
    async function theRefundFails() {
      await board.control("/clock/advance", { seconds: 25 * 3_600 });
      await board.hearWebhooks();
    }

    test("is shown again for as long as it was bought, and its employer reads so", async () => {
      const { post, orderId, featured_until } = await refunded();
      await theRefundFails();
      expect(await jobOf(post)).toMatchObject({ featured_until });
      expect(await termOf(post.jobId)).toMatchObject({ featured_order_id: orderId });
      expect(await returns(post, orderId)).toBe("$99 was paid, and the job is featured.");
      const [{ id: about } = { id: newId<"refund">() }] = await refundsOf(orderId);
      const mail = await writeOrderMail(database(), { orderId, event: "refund_failed", about });
      expect(mailWords(mail)).toContain("The job is featured for the rest of its time.");
      expect(mailWords(mail)).not.toMatch(/credit/i);
      await theRefundFails();
      expect(await countStrandedOrders(database())).toBe(0);
    });

    test("counts for its term, though that has ended meanwhile, and shows nothing", async () => {
      const { post, orderId } = await refunded();
      await finishJob(database(), post.accountId, post.jobId, "closed");
      await theRefundFails();
      expect(await jobOf(post)).toMatchObject({ state: "closed", featured_until: null });
      expect(await termOf(post.jobId)).toMatchObject({ state: "over", featured_order_id: orderId });
    });

    test("has no place where another feature was bought meanwhile: staff is told of money to give back", async () => {
      const { post, orderId } = await refunded();
      const again = await buy(post);
      await returns(post, again);
      await theRefundFails();
      expect(await termOf(post.jobId)).toMatchObject({ featured_order_id: again });
      expect(await returns(post, orderId)).toContain("featured by another order");
      expect(await countStrandedOrders(database())).toBe(1);
      await board.stripe().refunds.create({ payment_intent: (await orderOf(orderId)).stripe_payment_intent! });
      await board.hearWebhooks();
      expect(await countStrandedOrders(database())).toBe(0);
      expect(await termOf(post.jobId)).toMatchObject({ featured_order_id: again });
    });
  });

  test("ends when a refund is made in Stripe's Dashboard", async () => {
    const { post, orderId } = await featured();
    const { stripe_payment_intent } = await orderOf(orderId);
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "live", featured_until: null });
  });

  test("in a dispute stays while it is open, and ends when it is lost", async () => {
    const { post, orderId } = await featured();
    const id = await dispute(orderId);
    expect(await jobOf(post)).toMatchObject({ featured_until: expect.any(Date) as Date });
    await board.control(`/disputes/${id}/decide`, { outcome: "lost" });
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "live", featured_until: null });
  });
});

test("a feature that was charged in the moment its job ended is not called featured; staff gives the money back", async () => {
  const post = await live();
  const orderId = await buy(post);
  const { stripe_payment_intent } = await syncOrder(database(), orderId);
  await board.stripe().paymentIntents.capture(stripe_payment_intent!);
  await finishJob(database(), post.accountId, post.jobId, "closed");
  await runTasks();
  expect((await upgradeOf(post))[0]).toMatchObject({ state: "captured" });
  expect(await termOf(post.jobId)).toMatchObject({ state: "over", featured_order_id: orderId });
  expect(await jobOf(post)).toMatchObject({ featured_until: null });
  expect(await returns(post, orderId)).toMatch(/^\$99 was paid\. .*was not featured/);
  expect(await countStrandedOrders(database())).toBe(1);
  await board.stripe().refunds.create({ payment_intent: stripe_payment_intent! });
  await board.hearWebhooks();
  expect(await countStrandedOrders(database())).toBe(0);
});
