import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import {
  controlOf,
  payWith,
  singlePostSession,
  startReceiver,
  startSandbox,
  stripeFor,
  webhookSecret,
  type Received,
} from "./sandbox.ts";

/** A sandbox with an endpoint, and a session authorized on it; nothing is waited for but the deliveries themselves. */
async function authorizedWith(fault?: object, answer?: (got: Received, times: number) => number) {
  const receiver = await startReceiver(answer);
  const sandbox = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
  const session = await singlePostSession(sandbox.stripe);
  if (fault) await sandbox.control("/faults", { kind: "event", type: "checkout.session.completed", ...fault });
  await payWith(session.url, "4242424242424242");
  await sandbox.control("/deliveries/flush");
  const completed = () => receiver.received.filter(({ event }) => event.type === "checkout.session.completed");
  return { ...sandbox, ...receiver, session, completed };
}

describe("a webhook", () => {
  test("is signed as the SDK verifies it, over the raw body", async () => {
    const { stripe, completed, session } = await authorizedWith();
    const [got] = completed();
    const event = stripe.webhooks.constructEvent(got?.body ?? "", got?.signature ?? "", webhookSecret);
    expect(event).toMatchObject({
      type: "checkout.session.completed",
      api_version: Stripe.API_VERSION,
      livemode: false,
    });
    expect(event.data.object).toMatchObject({ id: session.id, status: "complete", client_reference_id: "order_1" });
    expect(() => stripe.webhooks.constructEvent(got?.body ?? "", got?.signature ?? "", "whsec_other")).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  });

  test("tells each step of a single post", async () => {
    const { stripe, control, types, session } = await authorizedWith();
    const intent = (await stripe.checkout.sessions.retrieve(session.id)).payment_intent;
    await stripe.paymentIntents.capture(String(intent));
    await stripe.refunds.create({ payment_intent: String(intent) });
    await control("/deliveries/flush");
    expect(types()).toEqual(
      expect.arrayContaining([
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
        "charge.captured",
        "payment_intent.succeeded",
        "refund.created",
        "charge.refunded",
      ]),
    );
  });

  test("that is not answered 2xx is tried again until it is", async () => {
    const { control, completed, stripe } = await authorizedWith(undefined, (got, times) =>
      got.event.type.startsWith("checkout") && times < 20 ? 500 : 200,
    );
    expect(completed().length).toBeGreaterThan(0);
    const undelivered = () =>
      stripe.events.list({ delivery_success: false }).then((page) => page.data.map((event) => event.type));
    expect(await undelivered()).toEqual(["checkout.session.completed"]);
    for (let round = 0; round < 20; round++) await control("/deliveries/flush");
    expect(await undelivered()).toEqual([]);
    expect(new Set(completed().map(({ event }) => event.id)).size).toBe(1);
  });

  test("pending at a restart is sent after it", async () => {
    const refusing = await startReceiver(() => 503);
    const first = await startSandbox({ webhookUrl: refusing.url, webhookSecret });
    const { id } = await first.stripe.customers.create({ name: "North Hospital" });
    await first.close();
    const accepting = await startReceiver();
    const dataDir = first.dataDir;
    const second = await startSandbox({ dataDir, webhookUrl: accepting.url, webhookSecret });
    await controlOf(second.url)("/deliveries/flush");
    expect(accepting.received.map(({ event }) => event.data.object)).toMatchObject([{ id }]);
  });
});

describe("a fault of events", () => {
  test("duplicate sends one event twice", async () => {
    const { completed } = await authorizedWith({ fault: "duplicate" });
    expect(completed()).toHaveLength(2);
    expect(new Set(completed().map(({ event }) => event.id)).size).toBe(1);
  });

  test("twin tells one fact under two ids", async () => {
    const { completed } = await authorizedWith({ fault: "twin" });
    expect(new Set(completed().map(({ event }) => event.id)).size).toBe(2);
    expect(new Set(completed().map(({ event }) => JSON.stringify(event.data.object))).size).toBe(1);
  });

  test("drop never sends it, and the list of undelivered events shows it", async () => {
    const { completed, stripe } = await authorizedWith({ fault: "drop" });
    expect(completed()).toEqual([]);
    const undelivered = await stripe.events.list({ delivery_success: false, type: "checkout.session.*" });
    expect(undelivered.data.map((event) => event.type)).toEqual(["checkout.session.completed"]);
  });

  test("reorder brings it after the one that follows", async () => {
    const receiver = await startReceiver();
    const { control, stripe } = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
    await control("/faults", { kind: "event", type: "customer.created", fault: "reorder", seconds: 600 });
    const { id } = await stripe.customers.create({});
    await stripe.customers.update(id, { name: "Later" });
    await control("/deliveries/flush");
    expect(receiver.types()).toEqual(["customer.updated", "customer.created"]);
  });

  test("wrong_secret is refused once and right the next time; wrong_version carries another version", async () => {
    const { completed, control, stripe } = await authorizedWith({ fault: "wrong_secret" }, (got) => {
      try {
        stripeFor("http://localhost:1").webhooks.constructEvent(got.body, got.signature, webhookSecret);
        return 200;
      } catch {
        return 400;
      }
    });
    await control("/deliveries/flush");
    expect(completed()).toHaveLength(2);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    const other = await authorizedWith({ fault: "wrong_version" });
    expect(other.completed()[0]?.event.api_version).not.toBe(Stripe.API_VERSION);
  });

  test("delay holds it back", async () => {
    const receiver = await startReceiver();
    const { control, stripe } = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
    await control("/faults", { kind: "event", type: "customer.created", fault: "delay", seconds: 600 });
    const { id } = await stripe.customers.create({});
    expect((await stripe.events.list({ delivery_success: false })).data).toMatchObject([
      { pending_webhooks: 1, data: { object: { id } } },
    ]);
    await control("/deliveries/flush");
    expect(receiver.types()).toEqual(["customer.created"]);
  });
});
