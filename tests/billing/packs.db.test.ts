import type Stripe from "stripe";
import { describe, expect, test, vi } from "vitest";
import { buyPack, dropOrder } from "~/billing/buy-pack.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { readBilling } from "~/billing/read-billing.server.ts";
import { readOrder, readReceipt } from "~/billing/read-order.server.ts";
import { stripe } from "~/billing/stripe-client.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { syncUnsettledOrders } from "~/billing/sync-unsettled-orders.server.ts";
import { creditBalance } from "~/billing/use-right.server.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, OrderId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { action as orderAction, loader as orderLoader } from "~/routes/employer/order.tsx";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import {
  aPost,
  CLOSED_BANK,
  DECLINED_CARD,
  openPack,
  payFromBank,
  payOn,
  postWebhook,
  runTasks,
  startBilling,
  submitCheckout,
  UNCONFIRMED_BANK,
  type Post,
} from "./board.ts";

const board = startBilling();
const context = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };
const FOUR_DAYS = 4 * 24 * 3_600;

const balance = (post: Pick<Post, "employerId">) => creditBalance(database(), post.employerId);
const orderOf = (id: OrderId) =>
  database().selectFrom("order").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const ledgerOf = ({ employerId }: Pick<Post, "employerId">) =>
  database().selectFrom("credit_ledger").selectAll().where("employer_id", "=", employerId).orderBy("id").execute();
const ordersMails = (id: OrderId) =>
  database()
    .selectFrom("task")
    .select("payload")
    .where("kind", "=", "order.mail")
    .where("payload", "like", `%${id}%`)
    .execute();

async function lookAround(ahead: number) {
  freezeClock(later(now(), ahead));
  await syncUnsettledOrders(database());
  freezeClock();
  await runTasks(ahead + MINUTE);
}

describe("a pack", () => {
  test("is paid at once, with an invoice, and its credits are there when the buyer comes back", async () => {
    board.deafen();
    const post = await aPost();
    const orderId = await board.buyPack(post);
    const { order, fresh } = (await readOrder(database(), post.accountId, orderId))!;
    expect(fresh).toBe(true);
    expect(order).toMatchObject({
      state: "captured",
      kind: "pack",
      credits: 5,
      amount_cents: 89_500,
      total_cents: 89_500,
    });
    expect(await balance(post)).toBe(5);
    const intent = await board.stripe().paymentIntents.retrieve(order.stripe_payment_intent!);
    expect(intent).toMatchObject({ status: "succeeded", capture_method: "automatic", amount_received: 89_500 });
    const session = await board.stripe().checkout.sessions.retrieve(order.stripe_session!);
    expect(session).toMatchObject({
      mode: "payment",
      allow_promotion_codes: true,
      success_url: `http://localhost:3000/employer/orders/${orderId}`,
      cancel_url: `http://localhost:3000/employer/orders/${orderId}?left=1`,
    });
    expect(await ledgerOf(post)).toMatchObject([
      { kind: "purchase", delta: 5, term_days: 30, order_id: orderId, source_key: `cs:${session.id}` },
    ]);
    expect(await readReceipt(database(), post.accountId, orderId)).toMatchObject({
      totalCents: 89_500,
      discountCents: 0,
      invoiceUrl: expect.stringMatching(/^http/),
    });
    expect(await ordersMails(orderId)).toHaveLength(1);
  });

  test("is granted once, however often and on whatever way it is told", async () => {
    const post = await aPost();
    board.deafen();
    const orderId = await board.buyPack(post);
    await Promise.all([
      ...Array.from({ length: 25 }, () => syncOrder(database(), orderId)),
      ...Array.from({ length: 5 }, () => readOrder(database(), post.accountId, orderId)),
    ]).catch((error: unknown) => expect(error).toMatchObject({ code: "unavailable" }));
    await lookAround(5 * MINUTE);
    expect(await ledgerOf(post)).toHaveLength(1);
    expect(await ordersMails(orderId)).toHaveLength(1);
  });

  test("is granted once by the same event fifty times at once, and by its twin under another id", async () => {
    const post = await aPost();
    board.deafen();
    const orderId = await board.buyPack(post);
    const { stripe_session } = await orderOf(orderId);
    const { data } = await board.stripe().events.list({ type: "checkout.session.completed", limit: 10 });
    const event = data.find((one) => (one.data.object as { id: string }).id === stripe_session)!;
    const twin = { ...event, id: `${event.id}twin` };
    const deliver = (body: string) => {
      const header = board.stripe().webhooks.generateTestHeaderString({
        payload: body,
        secret: process.env.STRIPE_WEBHOOK_SECRET!,
      });
      return postWebhook(body, { "Stripe-Signature": header });
    };
    const bodies = [...Array.from({ length: 50 }, () => JSON.stringify(event)), JSON.stringify(twin)];
    const answers = await Promise.all(bodies.map(deliver));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await Promise.all([runTasks(), syncOrder(database(), orderId)]);
    await board.settled();
    expect(await ledgerOf(post)).toHaveLength(1);
    expect(await balance(post)).toBe(5);
  });

  test("is found paid by the scheduled look when all webhooks were lost and nobody came back", async () => {
    const post = await aPost();
    board.deafen();
    await board.buyPack(post, "pack-10");
    expect(await balance(post)).toBe(0);
    await lookAround(5 * MINUTE);
    expect(await balance(post)).toBe(10);
  });

  test("has a receipt of the moment in which it was paid, though the board heard of it hours later", async () => {
    const post = await aPost();
    board.deafen();
    const orderId = await board.buyPack(post);
    await lookAround(5 * 60 * MINUTE);
    const session = await board.stripe().checkout.sessions.retrieve((await orderOf(orderId)).stripe_session!, {
      expand: ["invoice"],
    });
    const { paid_at } = (session.invoice as Stripe.Invoice).status_transitions;
    expect((await readReceipt(database(), post.accountId, orderId))!.paidAt).toEqual(new Date(paid_at! * 1_000));
  });

  test("costs what it did when it was ordered, whatever its price is by now", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await database()
      .updateTable("plan")
      .set({ price_cents: 99_900, credits: 1 })
      .where("code", "=", "pack-5")
      .execute();
    try {
      const stale = { ...post, planCode: "pack-5", seenCents: 89_500 };
      await expect(buyPack(database(), stale)).rejects.toThrow(/costs \$999 by now.*Nothing was charged/);
      await payOn(checkoutUrl);
      expect(await syncOrder(database(), orderId)).toMatchObject({ state: "captured", total_cents: 89_500 });
      expect(await balance(post)).toBe(5);
    } finally {
      await database()
        .updateTable("plan")
        .set({ price_cents: 89_500, credits: 5 })
        .where("code", "=", "pack-5")
        .execute();
    }
  });

  test("that is not sold, or bought by a recruiter or a stranger, is refused before Stripe is asked", async () => {
    const post = await aPost();
    const seen = { employerId: post.employerId, seenCents: 89_500 };
    const recruiter = await anAccount();
    await database()
      .insertInto("member")
      .values({ employer_id: post.employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    const buy = (accountId: typeof recruiter, planCode: string) =>
      buyPack(database(), { ...seen, accountId, planCode });
    await expect(buy(post.accountId, "single-post")).rejects.toMatchObject({ code: "conflict" });
    await expect(buy(recruiter, "pack-5")).rejects.toThrow(/Only an owner/);
    await expect(buy(await anAccount(), "pack-5")).rejects.toMatchObject({ code: "not-found" });
    const orders = await database()
      .selectFrom("order")
      .select("id")
      .where("employer_id", "=", post.employerId)
      .execute();
    expect(orders).toEqual([]);
  });
});

describe("a pack's payment page", () => {
  test("may decline a card and be left; the same page takes the next card", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await payOn(checkoutUrl, DECLINED_CARD);
    await board.hearWebhooks();
    expect(await syncOrder(database(), orderId)).toMatchObject({ state: "open", checkout_url: checkoutUrl });
    expect(await balance(post)).toBe(0);
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await balance(post)).toBe(5);
  });

  test("that is opened again closes the one before it; a doubled click pays once", async () => {
    const post = await aPost();
    const first = await openPack(post);
    const second = await openPack(post);
    await payOn(first.checkoutUrl);
    await payOn(second.checkoutUrl);
    await board.hearWebhooks();
    expect(await orderOf(first.orderId)).toMatchObject({ state: "expired" });
    expect(await orderOf(second.orderId)).toMatchObject({ state: "captured" });
    expect(await balance(post)).toBe(5);
  });

  test("is not opened again when the one before it turns out to be paid", async () => {
    board.deafen();
    const post = await aPost();
    const first = await openPack(post);
    await payOn(first.checkoutUrl);
    expect(await openPack(post)).toEqual({ orderId: first.orderId, checkoutUrl: undefined });
    expect(await balance(post)).toBe(5);
  });

  test("can be dropped: nothing is charged, and nobody can pay there any more", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    expect(await dropOrder(database(), post.accountId, orderId)).toBe(true);
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "expired" });
    expect(await balance(post)).toBe(0);
  });

  test("is its owners' to go on with or drop; a recruiter reads how it stands", async () => {
    const post = await aPost();
    const recruiter = await anAccount();
    await database()
      .insertInto("member")
      .values({ employer_id: post.employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    const { orderId, checkoutUrl } = await openPack(post);
    const address = paths.order(orderId);
    const see = async (accountId: AccountId) =>
      orderLoader({ request: await requestAs(accountId, address), params: { orderId }, context });
    expect(await see(recruiter)).toMatchObject({ state: "open", checkoutUrl: null });
    expect(await see(post.accountId)).toMatchObject({ state: "open", checkoutUrl });
    const request = await requestAs(recruiter, address, { method: "POST", body: new URLSearchParams() });
    expect(await orderAction({ request, params: { orderId }, context })).toMatchObject({
      data: { refused: expect.stringContaining("Only an owner") },
      init: { status: 409 },
    });
    await expect(dropOrder(database(), await anAccount(), orderId)).rejects.toMatchObject({ code: "not-found" });
    expect(await orderOf(orderId)).toMatchObject({ state: "open" });
    // What a recruiter may buy, a recruiter may drop.
    const own = await openCheckout(database(), { ...post, accountId: recruiter, employerName: "North Hospital" });
    expect(await dropOrder(database(), recruiter, own.orderId)).toBe(true);
  });

  test("is not asked about at Stripe each time that an impatient buyer loads the order", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    const asked = vi.spyOn(stripe().checkout.sessions, "retrieve");
    try {
      for (let look = 0; look < 30; look++) await readOrder(database(), post.accountId, orderId);
      expect(asked.mock.calls.length).toBeLessThanOrEqual(10);
      await payOn(checkoutUrl);
      freezeClock(later(now(), MINUTE));
      expect((await readOrder(database(), post.accountId, orderId))!.order.state).toBe("captured");
    } finally {
      freezeClock();
      asked.mockRestore();
    }
  });

  test("expires after a day", async () => {
    const post = await aPost();
    const { orderId } = await openPack(post);
    await board.control("/clock/advance", { seconds: 25 * 3_600 });
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "expired" });
  });

  test("of which the process died before Stripe answered is closed later", async () => {
    const post = await aPost();
    await board.control("/faults", {
      kind: "api",
      fault: "server_error",
      method: "POST",
      path: "/v1/checkout/sessions",
      times: 3,
    });
    await expect(openPack(post)).rejects.toMatchObject({ code: "unavailable" });
    await lookAround(20 * MINUTE);
    const orders = await database()
      .selectFrom("order")
      .select("state")
      .where("employer_id", "=", post.employerId)
      .execute();
    expect(orders).toEqual([{ state: "expired" }]);
  });
});

describe("a promotion code", () => {
  const payWithCode = async (post: Post, percent: number) => {
    const { orderId, checkoutUrl } = await openPack(post);
    const code = await board.promotion(percent);
    await submitCheckout(checkoutUrl ?? null, { action: "apply_code", promotion_code: code });
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    return { orderId, code };
  };

  test("lowers what is charged and stands on the receipt", async () => {
    const post = await aPost();
    const { orderId, code } = await payWithCode(post, 40);
    expect(await orderOf(orderId)).toMatchObject({ state: "captured", amount_cents: 89_500, total_cents: 53_700 });
    expect(await readReceipt(database(), post.accountId, orderId)).toMatchObject({
      discountCents: 35_800,
      totalCents: 53_700,
      promotionCode: code,
    });
    expect(await balance(post)).toBe(5);
  });

  test("of 100 % grants the pack without a payment", async () => {
    const post = await aPost();
    const { orderId } = await payWithCode(post, 100);
    expect(await orderOf(orderId)).toMatchObject({ state: "no_cost", total_cents: 0, stripe_payment_intent: null });
    expect(await readReceipt(database(), post.accountId, orderId)).toMatchObject({
      discountCents: 89_500,
      totalCents: 0,
    });
    expect(await balance(post)).toBe(5);
  });
});

describe("a payment from a bank account", () => {
  test("grants nothing while it is on its way, though Stripe's page is complete, and the pack when it arrives", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await payFromBank(checkoutUrl);
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "processing", total_cents: 89_500 });
    expect(await balance(post)).toBe(0);
    expect(await ordersMails(orderId)).toEqual([]);
    await board.control("/clock/advance", { seconds: FOUR_DAYS });
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "captured" });
    expect(await balance(post)).toBe(5);
  });

  test("that comes back grants nothing and says why", async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await payFromBank(checkoutUrl, CLOSED_BANK);
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "processing" });
    await board.control("/clock/advance", { seconds: FOUR_DAYS });
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "failed", failure: expect.stringMatching(/closed/) });
    expect(await balance(post)).toBe(0);
    expect(await ordersMails(orderId)).toHaveLength(1);
    expect((await openPack(post)).checkoutUrl).toBeDefined();
  });

  test("is not asked for twice: a second click leads to the one on its way, and another pack is bought on purpose", async () => {
    const post = await aPost();
    const packOf = async () => (await readBilling(database(), post.accountId, post.employerId))!.packs[0];
    const { orderId, checkoutUrl } = await openPack(post);
    expect(await packOf()).toMatchObject({ code: "pack-5", onItsWay: false });
    await payFromBank(checkoutUrl);
    await board.hearWebhooks();
    expect(await openPack(post)).toEqual({ orderId, checkoutUrl: undefined });
    expect(await packOf()).toMatchObject({ code: "pack-5", onItsWay: true });
    const other = await buyPack(database(), { ...post, planCode: "pack-5", seenCents: 89_500, another: true });
    await payOn(other.checkoutUrl);
    await board.hearWebhooks();
    expect(await balance(post)).toBe(5);
    await board.control("/clock/advance", { seconds: FOUR_DAYS });
    await board.hearWebhooks();
    expect(await balance(post)).toBe(10);
  });

  const fromUnconfirmed = async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openPack(post);
    await payFromBank(checkoutUrl, UNCONFIRMED_BANK);
    await board.hearWebhooks();
    const { stripe_payment_intent: id } = await syncOrder(database(), orderId);
    const { next_action } = await board.stripe().paymentIntents.retrieve(id!);
    const answer = async (outcome: "pass" | "fail") => {
      await submitCheckout(next_action!.verify_with_microdeposits!.hosted_verification_url, { outcome });
      await board.hearWebhooks();
    };
    return { post, orderId, answer };
  };

  test("from an account that its owner has to confirm is on its way, and no second one is opened", async () => {
    const { post, orderId, answer } = await fromUnconfirmed();
    expect(await orderOf(orderId)).toMatchObject({ state: "processing", total_cents: 89_500 });
    expect(await openPack(post)).toEqual({ orderId, checkoutUrl: undefined });
    await answer("pass");
    expect(await orderOf(orderId)).toMatchObject({ state: "processing" });
    expect(await balance(post)).toBe(0);
    await board.control("/clock/advance", { seconds: FOUR_DAYS });
    await board.hearWebhooks();
    expect(await orderOf(orderId)).toMatchObject({ state: "captured" });
    expect(await balance(post)).toBe(5);
  });

  test("from an account that was not confirmed has failed, and may be bought again", async () => {
    const { post, orderId, answer } = await fromUnconfirmed();
    await answer("fail");
    expect(await orderOf(orderId)).toMatchObject({ state: "failed" });
    expect(await balance(post)).toBe(0);
    expect((await openPack(post)).checkoutUrl).toBeDefined();
  });

  test("that arrives while no webhook does is found by the scheduled look", async () => {
    const post = await aPost();
    const { checkoutUrl } = await openPack(post);
    board.deafen();
    await payFromBank(checkoutUrl);
    await lookAround(5 * MINUTE);
    expect(await balance(post)).toBe(0);
    await board.control("/clock/advance", { seconds: FOUR_DAYS });
    await lookAround(10 * MINUTE);
    expect(await balance(post)).toBe(5);
  });
});

describe("no credits come of", () => {
  const forged = async (
    make: (orderId: string, customer: string) => Promise<{ id: string; url: string | null }>,
    words = "is not what was ordered",
  ) => {
    board.deafen();
    const post = await aPost();
    const { orderId } = await openPack(post);
    const own = (await orderOf(orderId)).stripe_session!;
    const { customer } = await board.stripe().checkout.sessions.retrieve(own);
    const session = await make(orderId, String(customer));
    await payOn(session.url);
    const put = (stripe_session: string) =>
      database().updateTable("order").set({ stripe_session }).where("id", "=", orderId).execute();
    await put(session.id);
    await expect(syncOrder(database(), orderId)).rejects.toThrow(words);
    expect(await balance(post)).toBe(0);
    await put(own);
  };
  const session = (more: object, cents = 89_500) =>
    board.stripe().checkout.sessions.create({
      mode: "payment",
      line_items: [
        { quantity: 1, price_data: { currency: "usd", unit_amount: cents, product_data: { name: "Pack" } } },
      ],
      success_url: "http://localhost:3000/",
      ...more,
    });

  test("another customer's session", () =>
    forged(async (orderId) => {
      const { id } = await board.stripe().customers.create({ email: "mallory@example.com" });
      return session({ customer: id, client_reference_id: orderId });
    }));

  test("a session for one dollar", () =>
    forged((orderId, customer) => session({ customer, client_reference_id: orderId }, 100)));

  test("money that is only held", () =>
    forged(
      (orderId, customer) =>
        session({ customer, client_reference_id: orderId, payment_intent_data: { capture_method: "manual" } }),
      "though it is paid at once",
    ));

  test("a paid session that names our order in its reference and metadata, told by a webhook", async () => {
    const post = await aPost();
    const { orderId } = await openPack(post);
    const made = await session({ client_reference_id: orderId, metadata: { order: orderId } });
    await payOn(made.url);
    await board.hearWebhooks();
    expect(await balance(post)).toBe(0);
  });
});
