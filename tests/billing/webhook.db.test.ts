import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { processEvent } from "~/billing/process-event.server.ts";
import { receiveEvent } from "~/billing/receive-event.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { database } from "~/platform/database.server.ts";
import { loader } from "~/routes/machine/stripe-webhook.ts";
import {
  aPost,
  jobOf,
  mailsAbout,
  ordersOf,
  payOn,
  postWebhook,
  runTasks,
  startBilling,
  WEBHOOK_SECRET,
} from "./board.ts";

const board = startBilling();

function sign(body: string, options: { secret?: string; ago?: number } = {}) {
  return Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: options.secret ?? WEBHOOK_SECRET,
    timestamp: Math.floor(Date.now() / 1_000) - (options.ago ?? 0),
  });
}

const countEvents = async () => (await database().selectFrom("stripe_event").select("id").execute()).length;

/** A job that was paid for while nothing is heard, and the event that would tell so. */
async function paidInSilence() {
  board.deafen();
  const post = await aPost();
  const orderId = await board.pay(post);
  const [order] = await ordersOf(post);
  const events = await board.stripe().events.list({ type: "checkout.session.completed", limit: 5 });
  const event = events.data.find((one) => (one.data.object as { id: string }).id === order!.stripe_session)!;
  return { post, orderId, event, body: JSON.stringify(event) };
}

describe("the webhook", () => {
  test("stores an event and answers 2xx; the task does what it asks for", async () => {
    const { post, event, body } = await paidInSilence();
    expect((await postWebhook(body, { "Stripe-Signature": sign(body) })).status).toBe(200);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await runTasks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    const stored = await database().selectFrom("stripe_event").selectAll().where("id", "=", event.id).execute();
    expect(stored).toMatchObject([{ status: "done", attempts: 1, type: "checkout.session.completed" }]);
  });

  test.each([
    ["missing", () => null],
    ["of another secret", (body: string) => sign(body, { secret: "whsec_somebody_elses_secret" })],
    ["of another body", () => sign("{}")],
    ["ten minutes old", (body: string) => sign(body, { ago: 600 })],
    ["no signature at all", () => "hello"],
  ])("refuses a signature that is %s with 400 and stores nothing", async (_, signature) => {
    const { post, body } = await paidInSilence();
    const before = await countEvents();
    const header = signature(body);
    expect((await postWebhook(body, header === null ? {} : { "Stripe-Signature": header })).status).toBe(400);
    expect(await countEvents()).toBe(before);
    await runTasks();
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
  });

  test("refuses a body past one MiB with 413, and anything but POST with 405", async () => {
    const before = await countEvents();
    const huge = JSON.stringify({ id: "evt_1", object: "event", pad: "x".repeat(1_100_000) });
    expect((await postWebhook(huge, { "Stripe-Signature": sign(huge) })).status).toBe(413);
    expect(loader().status).toBe(405);
    expect(loader().headers.get("Allow")).toBe("POST");
    expect(await countEvents()).toBe(before);
  });

  test("answers 2xx to an event of a foreign object and does nothing", async () => {
    const session = await board.stripe().checkout.sessions.create({
      mode: "payment",
      line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 500, product_data: { name: "Mug" } } }],
      success_url: "http://localhost:3000/shop",
    });
    await payOn(session.url);
    await board.hearWebhooks();
    const rows = await database().selectFrom("stripe_event").select(["status", "payload"]).execute();
    const foreign = rows.filter((row) => row.payload.includes(session.id));
    expect(foreign.map((row) => row.status)).toEqual(["ignored"]);
  });

  test("is believed fifty times with one effect", async () => {
    const { post, body } = await paidInSilence();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => postWebhook(body, { "Stripe-Signature": sign(body) })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await Promise.all([runTasks(), runTasks(), runTasks()]);
    expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
    expect(await mailsAbout(post)).toEqual(["submitted"]);
  });

  test("may tell one fact under two ids", async () => {
    const { post, event, body } = await paidInSilence();
    const twin = JSON.stringify({ ...event, id: `${event.id}twin` });
    await postWebhook(body, { "Stripe-Signature": sign(body) });
    await postWebhook(twin, { "Stripe-Signature": sign(twin) });
    await runTasks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
    expect(await mailsAbout(post)).toEqual(["submitted"]);
  });

  test("may come before the return page, after it, and at the same moment", async () => {
    const before = await paidInSilence();
    await receiveEvent(database(), before.body, sign(before.body));
    await runTasks();
    await syncOrder(database(), before.orderId);
    expect(await jobOf(before.post)).toMatchObject({ state: "submitted", version: 1 });

    const after = await paidInSilence();
    await syncOrder(database(), after.orderId);
    await receiveEvent(database(), after.body, sign(after.body));
    await runTasks();
    expect(await jobOf(after.post)).toMatchObject({ state: "submitted", version: 1 });

    const both = await paidInSilence();
    await receiveEvent(database(), both.body, sign(both.body));
    await Promise.all([processEvent(database(), both.event.id), syncOrder(database(), both.orderId)]);
    expect(await jobOf(both.post)).toMatchObject({ state: "submitted", version: 1 });
    expect(await mailsAbout(both.post)).toEqual(["submitted"]);
  });

  test.each(["duplicate", "twin", "reorder", "delay", "wrong_version"])(
    "that Stripe sends with a fault (%s) has the same effect",
    async (fault) => {
      await board.control("/faults", { kind: "event", fault, type: "checkout.session.completed", seconds: 0 });
      const post = await aPost();
      await board.pay(post);
      await board.settled();
      expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
      expect(await mailsAbout(post)).toEqual(["submitted"]);
    },
  );

  test("that fails is tried again, and is not taken for done", async () => {
    const { post, event, body } = await paidInSilence();
    await board.control("/faults", {
      kind: "api",
      fault: "server_error",
      method: "GET",
      path: "/v1/checkout/sessions/:id",
      times: 3,
    });
    await receiveEvent(database(), body, sign(body));
    await runTasks();
    const status = () => database().selectFrom("stripe_event").select("status").where("id", "=", event.id).execute();
    expect(await status()).toEqual([{ status: "failed" }]);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await runTasks(60_000);
    expect(await status()).toEqual([{ status: "done" }]);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });
});

describe("syncOrder", () => {
  test("fifty times at once has one effect", async () => {
    board.deafen();
    const post = await aPost();
    const orderId = await board.pay(post);
    const orders = await Promise.all(Array.from({ length: 50 }, () => syncOrder(database(), orderId)));
    expect(new Set(orders.map((order) => order.state))).toEqual(new Set(["authorized"]));
    expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
  });

  test("a slow fetch that ends after a newer one changes nothing", async () => {
    board.deafen();
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
    // The slow one reads an open session that will expire; meanwhile it is paid, submitted and approved.
    await board.control("/faults", {
      kind: "api",
      fault: "slow",
      method: "GET",
      path: "/v1/checkout/sessions/:id",
      seconds: 1,
    });
    const slow = syncOrder(database(), orderId);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await payOn(checkoutUrl);
    await syncOrder(database(), orderId);
    await board.decide(post);
    expect((await slow).state).toBe("captured");
    expect(await jobOf(post)).toMatchObject({ state: "live", version: 3 });
  });
});
