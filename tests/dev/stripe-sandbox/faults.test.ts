import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { expectDeviation } from "#tests/support/stripe-contract/hold-to-contract.ts";
import { payWith, startReceiver, startSandbox, stripeFor, webhookSecret } from "./sandbox.ts";
import { packSession } from "./shop.ts";

const capture = { kind: "api", method: "POST", path: "/v1/payment_intents/:id/capture" };

/** An authorization of $199.00. */
const authorize = (stripe: Stripe) =>
  stripe.paymentIntents.create({
    amount: 19_900,
    currency: "usd",
    allowed_payment_method_types: ["card"],
    capture_method: "manual",
    payment_method: "pm_card_visa",
    confirm: true,
  });

describe("a fault of the API", () => {
  test("request_lost cuts the line before anything happened; a repeated request does it once", async () => {
    const { url, stripe, control } = await startSandbox();
    const { id } = await authorize(stripe);
    // The SDK itself repeats a request once whose connection was cut.
    await control("/faults", { ...capture, fault: "request_lost", times: 2 });
    await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe("requires_capture");
    await control("/faults", { ...capture, fault: "request_lost" });
    const patient = stripeFor(url, { maxNetworkRetries: 2 });
    expect((await patient.paymentIntents.capture(id)).status).toBe("succeeded");
  });

  test("server_error_after is a 500 for what was done, as long as the key is known; the truth is asked for", async () => {
    const { stripe, control } = await startSandbox();
    const { id } = await authorize(stripe);
    await control("/faults", { ...capture, fault: "server_error_after" });
    const again = () => stripe.paymentIntents.capture(id, {}, { idempotencyKey: "capture:1" });
    await expect(again()).rejects.toMatchObject({ statusCode: 500, headers: { "stripe-should-retry": "false" } });
    await expect(again()).rejects.toMatchObject({ statusCode: 500, headers: { "idempotent-replayed": "true" } });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "succeeded", amount_received: 19_900 });
  });

  test("key_in_use is a 409 like that of another request under the key", async () => {
    const { stripe, control } = await startSandbox();
    await control("/faults", { kind: "api", fault: "key_in_use", path: "/v1/customers" });
    const create = () => stripe.customers.create({ name: "Once" }, { idempotencyKey: "key-1" });
    await expect(create()).rejects.toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    await create();
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test("conflict advises to try again, and the SDK does", async () => {
    const { url, stripe, control } = await startSandbox();
    const { id } = await authorize(stripe);
    await control("/faults", { ...capture, fault: "conflict" });
    await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({
      code: "lock_timeout",
      headers: { "stripe-should-retry": "true" },
    });
    await control("/faults", { ...capture, fault: "conflict" });
    expect((await stripeFor(url, { maxNetworkRetries: 1 }).paymentIntents.capture(id)).status).toBe("succeeded");
  });

  test("late_answer says what was true before: it comes after a newer one", async () => {
    const { stripe, control } = await startSandbox();
    const { id } = await authorize(stripe);
    await control("/faults", { kind: "api", fault: "late_answer", path: "/v1/payment_intents/:id", seconds: 0.4 });
    const order: string[] = [];
    const look = async () => void order.push((await stripe.paymentIntents.retrieve(id)).status);
    const late = look();
    await stripe.paymentIntents.capture(id);
    await look();
    await late;
    expect(order).toEqual(["succeeded", "requires_capture"]);
  });

  test("may strike one object only", async () => {
    const { stripe, control } = await startSandbox();
    const [one, other] = [await authorize(stripe), await authorize(stripe)];
    await control("/faults", { ...capture, fault: "server_error", object: other.id });
    expect((await stripe.paymentIntents.capture(one.id)).status).toBe("succeeded");
    await expect(stripe.paymentIntents.capture(other.id)).rejects.toMatchObject({ statusCode: 500 });
  });

  test("pruned idempotency keys let a repeated request do its work again", async () => {
    const { stripe, control } = await startSandbox();
    const create = () => stripe.customers.create({ name: "Twice" }, { idempotencyKey: "key-1" });
    const first = await create();
    expect(await control("/idempotency/prune")).toEqual({ forgotten: 1 });
    expect((await create()).id).not.toBe(first.id);
  });
});

describe("a webhook's secret", () => {
  /** A receiver that knows one secret at a time. */
  async function withReceiver() {
    const known = { secret: webhookSecret };
    const check = stripeFor("http://127.0.0.1:1");
    const receiver = await startReceiver(({ body, signature }) => {
      try {
        check.webhooks.constructEvent(body, signature, known.secret);
        return 200;
      } catch {
        return 400;
      }
    });
    const sandbox = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
    const undelivered = async () => (await sandbox.stripe.events.list({ delivery_success: false })).data.length;
    return { ...sandbox, ...receiver, known, undelivered };
  }

  test("rotated at once is refused until the receiver knows it", async () => {
    const { stripe, control, known, undelivered } = await withReceiver();
    await control("/webhook/rotate", { secret: "whsec_new" });
    await stripe.customers.create({ name: "Later" });
    await control("/deliveries/flush");
    expect(await undelivered()).toBe(1);
    known.secret = "whsec_new";
    await control("/deliveries/flush");
    expect(await undelivered()).toBe(0);
  });

  test("rotated with an overlap is right for those who know either", async () => {
    const { stripe, control, known, undelivered } = await withReceiver();
    await control("/webhook/rotate", { secret: "whsec_new", overlapSeconds: 3_600 });
    await stripe.customers.create({ name: "Old" });
    await control("/deliveries/flush");
    known.secret = "whsec_new";
    await stripe.customers.create({ name: "New" });
    await control("/deliveries/flush");
    expect(await undelivered()).toBe(0);
  });

  test("of before the rotation may come once more, and is refused", async () => {
    const { stripe, control, known, received } = await withReceiver();
    await control("/webhook/rotate", { secret: "whsec_new" });
    known.secret = "whsec_new";
    await control("/faults", { kind: "event", fault: "old_secret" });
    await stripe.customers.create({ name: "Twice sent" });
    await control("/deliveries/flush");
    const check = stripeFor("http://127.0.0.1:1");
    const [first] = received;
    expect(check.webhooks.constructEvent(first?.body ?? "", first?.signature ?? "", webhookSecret).type).toBe(
      "customer.created",
    );
    await control("/deliveries/flush");
    expect(received).toHaveLength(2);
  });
});

test("an event's fault may strike one object only", async () => {
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
  const [one, other] = [await packSession(stripe), await packSession(stripe)];
  await control("/faults", { kind: "event", fault: "drop", type: "checkout.session.completed", object: one.id });
  await payWith(one.url, "4242424242424242");
  await payWith(other.url, "4242424242424242");
  await control("/deliveries/flush");
  const completed = receiver.received.filter(({ event }) => event.type === "checkout.session.completed");
  expect(completed.map(({ event }) => event.data.object)).toMatchObject([{ id: other.id }]);
});

describe("a webhook endpoint", () => {
  test("made by the API gets the events it asked for, signed with its own secret", async () => {
    const receiver = await startReceiver();
    const { stripe, control } = await startSandbox();
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["customer.updated"],
      api_version: "2026-10-28.endive",
    });
    const { id } = await stripe.customers.create({});
    await stripe.customers.update(id, { name: "Told" });
    await control("/deliveries/flush");
    const [got] = receiver.received;
    expect(receiver.types()).toEqual(["customer.updated"]);
    expect(stripe.webhooks.constructEvent(got?.body ?? "", got?.signature ?? "", endpoint.secret ?? "")).toMatchObject({
      data: { object: { id }, previous_attributes: { name: null } },
    });
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await stripe.customers.update(id, { name: "Untold" });
    await control("/deliveries/flush");
    expect(receiver.received).toHaveLength(1);
  });

  test("of another API version is refused", async () => {
    const { stripe } = await startSandbox();
    const make = stripe.webhookEndpoints.create({
      url: "http://localhost:1/x",
      enabled_events: ["*"],
      api_version: "2020-08-27",
    });
    await expect(make).rejects.toMatchObject({ param: "api_version" });
  });
});

describe("any client", () => {
  const basic = { Authorization: `Basic ${Buffer.from("sk_test_other:").toString("base64")}` };

  test("may use Basic, and sends forms", async () => {
    const { url } = await startSandbox();
    const body = new URLSearchParams({ name: "By hand", "metadata[a]": "1" });
    const made = await fetch(`${url}/v1/customers`, { method: "POST", headers: basic, body });
    expect(made.headers.get("stripe-version")).toBe("2026-10-28.endive");
    expect(await made.json()).toMatchObject({ name: "By hand", metadata: { a: "1" } });
  });

  test.each<[string, number, string, RequestInit, RegExp?]>([
    ["no key", 401, "/v1/customers", {}],
    ["an address of nobody", 404, "/somewhere", { headers: basic }, /the SDK knows no such route/],
    [
      "JSON",
      400,
      "/v1/customers",
      { method: "POST", headers: { ...basic, "Content-Type": "application/json" }, body: '{"name":"x"}' },
      /unknown field/,
    ],
    ["too much", 413, "/v1/customers", { method: "POST", headers: basic, body: "a".repeat(1_100_000) }],
  ])("with %s is told so in Stripe's shape", async (_, status, path, init, deviation) => {
    if (deviation) expectDeviation(deviation);
    const { url } = await startSandbox();
    const answer = await fetch(url + path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("request-id")).toMatch(/^req_/);
    expect(await answer.json()).toMatchObject({
      error: { type: "invalid_request_error", message: expect.any(String) },
    });
  });
});
