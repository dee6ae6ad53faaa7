import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { expectDeviation } from "#tests/support/stripe-contract/hold-to-contract.ts";
import { controlOf, intentOf, payWith, singlePostSession, startSandbox, stripeFor } from "./sandbox.ts";

const authorization = { Authorization: "Bearer sk_test_sandbox" };

async function authorizedIntent() {
  const sandbox = await startSandbox();
  const session = await singlePostSession(sandbox.stripe);
  await payWith(session.url, "4242424242424242");
  return { ...sandbox, intent: await intentOf(sandbox.stripe, session.id) };
}

describe("a refusal", () => {
  test("of an unknown route is a 404 of Stripe's shape", async () => {
    expectDeviation(/subscriptions_of_mars: the SDK knows no such route/);
    const { url } = await startSandbox();
    const response = await fetch(`${url}/v1/subscriptions_of_mars`, { headers: authorization });
    expect(response.status).toBe(404);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    expect(await response.json()).toMatchObject({
      error: { type: "invalid_request_error", message: expect.stringContaining("Unrecognized request URL") },
    });
  });

  test("of an unknown parameter names it, nested ones too", async () => {
    expectDeviation(/request: payment_method_types: unknown field/);
    expectDeviation(/request: line_items\[0\].prise: unknown field/);
    expectDeviation(/request: success_url: is missing|request: line_items\[0\].quantity/);
    const { url } = await startSandbox();
    const post = async (body: string) => {
      const response = await fetch(`${url}/v1/checkout/sessions`, { method: "POST", headers: authorization, body });
      return await response.json();
    };
    const good = "mode=payment&success_url=http%3A%2F%2Fa.test&line_items[0][quantity]=1";
    expect(await post(`${good}&payment_method_types[]=card`)).toMatchObject({
      error: { code: "parameter_unknown", param: "payment_method_types" },
    });
    expect(await post(`${good}&line_items[0][prise]=x`)).toMatchObject({
      error: { code: "parameter_unknown", param: "line_items[0][prise]" },
    });
    expect(await post("mode=payment&line_items[0][quantity]=1")).toMatchObject({
      error: { code: "parameter_missing", param: "success_url" },
    });
    expect(await post(good.replace("quantity]=1", "quantity]=x"))).toMatchObject({
      error: { code: "parameter_invalid_integer", param: "line_items[0][quantity]" },
    });
  });

  test("of a missing, live or foreign key, or another API version, comes before anything else", async () => {
    const { url } = await startSandbox({ secretKey: "sk_test_mine" });
    const status = async (headers: Record<string, string>) => (await fetch(`${url}/v1/customers`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ Authorization: "Bearer sk_live_mine" })).toBe(401);
    expect(await status(authorization)).toBe(401);
    const mine = { Authorization: "Bearer sk_test_mine" };
    expect(await status(mine)).toBe(200);
    expect(await status({ ...mine, "Stripe-Version": "2020-08-27" })).toBe(400);
    expect(await status({ ...mine, "Stripe-Version": Stripe.API_VERSION })).toBe(200);
  });

  test("of an id that does not exist is `resource_missing`", async () => {
    const { stripe } = await startSandbox();
    await expect(stripe.paymentIntents.retrieve("pi_none")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    await expect(singlePostSession(stripe, { customer: "cus_none" })).rejects.toMatchObject({
      statusCode: 400,
      param: "customer",
    });
  });

  test("of a session outside 30 minutes to 24 hours names `expires_at`", async () => {
    const { stripe } = await startSandbox();
    const now = Math.floor(Date.now() / 1_000);
    for (const seconds of [60, 2 * 24 * 3_600]) {
      await expect(singlePostSession(stripe, { expires_at: now + seconds })).rejects.toMatchObject({
        param: "expires_at",
      });
    }
    expect((await singlePostSession(stripe, { expires_at: now + 3_600 })).expires_at).toBe(now + 3_600);
  });
});

describe("an idempotency key", () => {
  test("with the same parameters replays the first answer and does nothing again", async () => {
    const { stripe } = await startSandbox();
    const create = () =>
      stripe.customers.create({ email: "a@example.com", metadata: { a: "1" } }, { idempotencyKey: "key-1" });
    const [first, second] = [await create(), await create()];
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test("with other parameters is an idempotency error", async () => {
    const { stripe } = await startSandbox();
    await stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "key-1" });
    const clash = stripe.customers.create({ email: "b@example.com" }, { idempotencyKey: "key-1" });
    await expect(clash).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  test("in use by a request under way is a 409", async () => {
    const { stripe, control } = await startSandbox();
    await control("/faults", { kind: "api", fault: "slow", seconds: 0.3 });
    const create = () => stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "key-1" });
    const outcomes = await Promise.allSettled([create(), create()]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test("is not used up by parameters that were refused, but is by a refusal of the thing itself", async () => {
    const { stripe, intent } = await authorizedIntent();
    const refund = (params: Stripe.RefundCreateParams) => stripe.refunds.create(params, { idempotencyKey: "refund-1" });
    await expect(refund({})).rejects.toMatchObject({ statusCode: 400 });
    await expect(refund({ payment_intent: intent.id })).rejects.toMatchObject({ param: "payment_intent" });
    await stripe.paymentIntents.capture(intent.id);
    await expect(refund({ payment_intent: intent.id })).rejects.toMatchObject({ param: "payment_intent" });
  });

  test("is forgotten after a day", async () => {
    const { stripe, control } = await startSandbox();
    const create = () => stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "key-1" });
    const first = await create();
    await control("/clock/advance", { seconds: 25 * 3_600 });
    expect((await create()).id).not.toBe(first.id);
  });
});

describe("a fault of the API", () => {
  test("that loses the answer after the work is healed by the SDK's own retry", async () => {
    const { url, control, intent } = await authorizedIntent();
    await control("/faults", {
      kind: "api",
      fault: "response_lost",
      method: "POST",
      path: "/v1/payment_intents/:id/capture",
    });
    const patient = stripeFor(url, { maxNetworkRetries: 2 });
    const captured = await patient.paymentIntents.capture(intent.id, {}, { idempotencyKey: "capture:1" });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 19_900 });
    expect(captured.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  test.each([
    ["conflict", 409],
    ["rate_limit", 429],
    ["server_error", 500],
  ])("%s strikes once, does nothing and leaves the key free", async (fault, status) => {
    const { stripe, control, intent } = await authorizedIntent();
    await control("/faults", { kind: "api", fault, path: "/v1/payment_intents/:id/capture" });
    const capture = () => stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey: "capture:1" });
    await expect(capture()).rejects.toMatchObject({ statusCode: status });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
    expect((await capture()).status).toBe("succeeded");
  });

  test("kept under its key comes back as long as the key does", async () => {
    const { stripe, control, intent } = await authorizedIntent();
    await control("/faults", { kind: "api", fault: "server_error_saved" });
    const capture = (key: string) => stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey: key });
    await expect(capture("capture:1")).rejects.toMatchObject({ statusCode: 500 });
    await expect(capture("capture:1")).rejects.toMatchObject({
      statusCode: 500,
      headers: { "idempotent-replayed": "true" },
    });
    expect((await capture("capture:2")).status).toBe("succeeded");
  });
});

describe("an object", () => {
  test("has its metadata merged, and an empty value removes a key", async () => {
    const { stripe } = await startSandbox();
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" } });
    expect((await stripe.customers.update(id, { metadata: { b: "", c: "3" } })).metadata).toEqual({ a: "1", c: "3" });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
  });

  test("is expanded as asked, through lists too, and only where Stripe can", async () => {
    const { stripe, intent } = await authorizedIntent();
    const sessions = await stripe.checkout.sessions.list({ expand: ["data.line_items", "data.customer"] });
    expect(sessions.data[0]).toMatchObject({
      customer: { email: "owner@example.com" },
      line_items: { data: [{ description: "Single job post", quantity: 1, price: { unit_amount: 19_900 } }] },
    });
    const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id, {
      expand: ["payment_intent.customer"],
    });
    expect(charge.payment_intent).toMatchObject({ id: intent.id, customer: { name: "North Hospital" } });
    await expect(stripe.paymentIntents.retrieve(intent.id, { expand: ["amount"] })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  test("is listed newest first, page by page, each once", async () => {
    const { stripe } = await startSandbox();
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.push((await stripe.customers.create({ name: `n${n}` })).id);
    const listed: string[] = [];
    for await (const customer of stripe.customers.list({ limit: 3 })) listed.push(customer.id);
    expect(listed).toEqual(made.toReversed());
  });

  test("customers are found by e-mail and metadata", async () => {
    const { stripe } = await startSandbox();
    const { id } = await stripe.customers.create({ email: "a@example.com", metadata: { employer: "e1" } });
    await stripe.customers.create({ email: "b@example.com" });
    expect((await stripe.customers.list({ email: "a@example.com" })).data.map((one) => one.id)).toEqual([id]);
    const found = await stripe.customers.search({ query: "email:'a@example.com' AND metadata['employer']:'e1'" });
    expect(found.data.map((one) => one.id)).toEqual([id]);
  });

  test("prices belong to products, are found by lookup key and sold in sessions", async () => {
    const { stripe } = await startSandbox();
    const product = await stripe.products.create({ name: "Single job post" });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "USD",
      unit_amount: 19_900,
      lookup_key: "single",
    });
    expect(String(price.unit_amount_decimal)).toBe("19900");
    const found = await stripe.prices.list({ lookup_keys: ["single"], expand: ["data.product"] });
    expect(found.data).toMatchObject([{ id: price.id, currency: "usd", product: { name: "Single job post" } }]);
    const session = await singlePostSession(stripe, { line_items: [{ price: price.id, quantity: 2 }] });
    expect(session.amount_total).toBe(39_800);
    expect((await stripe.checkout.sessions.listLineItems(session.id)).data).toMatchObject([
      { amount_total: 39_800, price: { id: price.id } },
    ]);
  });
});

test("the control API is for this machine and not for other sites' pages", async () => {
  const { url } = await startSandbox();
  const post = (headers: Record<string, string>) => fetch(`${url}/_sandbox/reset`, { method: "POST", headers });
  expect((await post({ Origin: "http://evil.example" })).status).toBe(403);
  expect((await post({})).status).toBe(200);
});

test("reset forgets everything", async () => {
  const { url, stripe } = await startSandbox();
  await stripe.customers.create({});
  await controlOf(url)("/reset");
  expect((await stripe.customers.list()).data).toEqual([]);
});
