import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { beforeEach, describe, expect, test } from "vitest";
import { eventually, refusalOf, targets } from "./targets.ts";

const day = 86_400;
/** Set apart what other runs left on the same account. */
const run = randomUUID().slice(0, 8);
const { StripeAuthenticationError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

describe.each(targets)("$name", { timeout: 180_000 }, (target) => {
  let stripe: Stripe;

  beforeEach(async () => {
    ({ stripe } = await target.connect());
  });

  const intent = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      amount: 19_900,
      currency: "usd",
      allowed_payment_method_types: ["card"],
      payment_method: "pm_card_visa",
      confirm: true,
      ...more,
    });

  const authorized = () => intent({ capture_method: "manual", expand: ["latest_charge"] });

  describe("a customer", () => {
    test("keeps what it was given, merges metadata and loses what is emptied", async () => {
      const made = await stripe.customers.create({ name: "North Hospital", metadata: { a: "1", b: "2" } });
      expect(made).toMatchObject({ object: "customer", name: "North Hospital", email: null, livemode: false });
      const changed = await stripe.customers.update(made.id, { email: "a@example.com", metadata: { a: "", c: "3" } });
      expect(changed.metadata).toEqual({ b: "2", c: "3" });
      expect(await stripe.customers.retrieve(made.id)).toMatchObject({
        name: "North Hospital",
        email: "a@example.com",
      });
    });

    test("that is deleted says so, and can't be changed", async () => {
      const { id } = await stripe.customers.create({ name: "Gone" });
      expect(await stripe.customers.del(id)).toMatchObject({ id, object: "customer", deleted: true });
      expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
      const refusal = await refusalOf(stripe.customers.update(id, { name: "Back" }));
      expect(refusal).toMatchObject({ statusCode: 404, code: "resource_missing" });
    });

    test("is told of by events, with what changed", async () => {
      const { id } = await stripe.customers.create({ name: "Told" });
      await stripe.customers.update(id, { metadata: { told: "yes" } });
      const updated = await eventually(target, async () => {
        const { data } = await stripe.events.list({ types: ["customer.updated"], limit: 20 });
        return data.find((event) => event.type === "customer.updated" && event.data.object.id === id);
      });
      expect(updated).toMatchObject({ object: "event", api_version: Stripe.API_VERSION, livemode: false });
      expect(updated.data.object).toMatchObject({ metadata: { told: "yes" } });
      expect(updated.data.previous_attributes).toEqual({ metadata: { told: null } });
    });
  });

  describe("what is sold", () => {
    test("is a product with prices, that can be put away but not be changed", async () => {
      const product = await stripe.products.create({ name: "Single post", metadata: { plan: "single" } });
      const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 19_900 });
      expect(price).toMatchObject({ type: "one_time", active: true, unit_amount: 19_900, recurring: null });
      expect(String(price.unit_amount_decimal)).toBe("19900");
      expect((await stripe.prices.update(price.id, { active: false })).active).toBe(false);
      expect((await stripe.prices.list({ product: product.id, active: true })).data).toEqual([]);
      expect((await stripe.prices.list({ product: product.id, active: false })).data.map((one) => one.id)).toEqual([
        price.id,
      ]);
    });

    test("by the month has an interval", async () => {
      const price = await stripe.prices.create({
        currency: "usd",
        unit_amount: 29_900,
        recurring: { interval: "month" },
        product_data: { name: "Unlimited" },
      });
      expect(price).toMatchObject({
        type: "recurring",
        recurring: { interval: "month", interval_count: 1, usage_type: "licensed" },
      });
    });

    test("a coupon comes off by a code, which one coupon has at a time", async () => {
      const coupon = await stripe.coupons.create({ percent_off: 12.5, duration: "once" });
      expect(coupon).toMatchObject({
        object: "coupon",
        percent_off: 12.5,
        amount_off: null,
        valid: true,
        times_redeemed: 0,
      });
      const code = `WELCOME${run}`.toUpperCase();
      const params = { promotion: { type: "coupon" as const, coupon: coupon.id }, code, max_redemptions: 1 };
      const made = await stripe.promotionCodes.create(params);
      expect(made).toMatchObject({
        code,
        active: true,
        max_redemptions: 1,
        promotion: { type: "coupon", coupon: coupon.id },
      });
      expect((await stripe.promotionCodes.list({ code })).data.map((one) => one.id)).toEqual([made.id]);
      expect(await refusalOf(stripe.promotionCodes.create(params))).toBeInstanceOf(StripeInvalidRequestError);
      expect((await stripe.promotionCodes.update(made.id, { active: false })).active).toBe(false);
    });
  });

  describe("a checkout session for manual capture", () => {
    const open = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      stripe.checkout.sessions.create({
        mode: "payment",
        allowed_payment_method_types: ["card"],
        client_reference_id: "order_1",
        line_items: [
          { quantity: 1, price_data: { currency: "usd", unit_amount: 19_900, product_data: { name: "Post" } } },
        ],
        payment_intent_data: { capture_method: "manual", metadata: { order: "order_1" } },
        success_url: "https://example.com/paid?session={CHECKOUT_SESSION_ID}",
        cancel_url: "https://example.com/canceled",
        ...more,
      });

    test("is open and unpaid, with a page and a day's time", async () => {
      const session = await open();
      expect(session).toMatchObject({
        object: "checkout.session",
        status: "open",
        payment_status: "unpaid",
        amount_subtotal: 19_900,
        amount_total: 19_900,
        currency: "usd",
        client_reference_id: "order_1",
        payment_intent: null,
        url: expect.stringMatching(/^https?:\/\/.+/),
      });
      expect(session.expires_at - session.created).toBe(day);
      expect((await stripe.checkout.sessions.listLineItems(session.id)).data).toMatchObject([
        { object: "item", quantity: 1, amount_total: 19_900, description: "Post" },
      ]);
    });

    test("can be expired once", async () => {
      const { id } = await open();
      expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: "expired", url: null });
      expect(await refusalOf(stripe.checkout.sessions.expire(id))).toMatchObject({ statusCode: 400 });
    });

    test("is refused for a price that is not there and a time too short", async () => {
      const foreign = open({ line_items: [{ quantity: 1, price: "price_of_nobody" }] });
      expect(await refusalOf(foreign)).toMatchObject({
        statusCode: 400,
        code: "resource_missing",
        param: "line_items[0][price]",
      });
      const short = open({ expires_at: Math.floor(Date.now() / 1_000) + 60 });
      expect(await refusalOf(short)).toMatchObject({ statusCode: 400, param: "expires_at" });
    });
  });

  describe("a payment", () => {
    test("for manual capture is authorized for some days, then captured once", async () => {
      const held = await authorized();
      expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 19_900, amount_received: 0 });
      const charge = held.latest_charge as Stripe.Charge;
      expect(charge).toMatchObject({ status: "succeeded", paid: true, captured: false, amount_captured: 0 });
      const until = charge.payment_method_details?.card?.capture_before ?? 0;
      expect(until - charge.created).toBeGreaterThan(6 * day);
      expect(until - charge.created).toBeLessThan(8 * day);

      const captured = await stripe.paymentIntents.capture(held.id, { expand: ["latest_charge"] });
      expect(captured).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 19_900 });
      expect(captured.latest_charge).toMatchObject({ captured: true, amount_captured: 19_900 });
      for (const again of [stripe.paymentIntents.capture(held.id), stripe.paymentIntents.cancel(held.id)]) {
        expect(await refusalOf(again)).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
      }
    });

    test("that is canceled is released, and can't be captured any more", async () => {
      const { id } = await authorized();
      const canceled = await stripe.paymentIntents.cancel(id, {
        cancellation_reason: "abandoned",
        expand: ["latest_charge"],
      });
      expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned", amount_capturable: 0 });
      expect(canceled.latest_charge).toMatchObject({ captured: false, refunded: true, amount_refunded: 19_900 });
      expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
        code: "payment_intent_unexpected_state",
      });
    });

    test.each([
      ["pm_card_chargeDeclined", "generic_decline"],
      ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ])("with %s is declined with the reason, and may be paid otherwise", async (card, reason) => {
      const refusal = await refusalOf(intent({ payment_method: card }));
      expect(refusal).toBeInstanceOf(StripeCardError);
      expect(refusal).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: reason });
      const { id, status, last_payment_error } = refusal.payment_intent ?? (await authorized());
      expect(status).toBe("requires_payment_method");
      expect(last_payment_error).toMatchObject({ type: "card_error", code: "card_declined", decline_code: reason });
      const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
      expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
    });

    test("is refunded in parts, and never beyond what was paid", async () => {
      const { id } = await intent();
      const part = await stripe.refunds.create({ payment_intent: id, amount: 4_900, reason: "requested_by_customer" });
      expect(part).toMatchObject({ object: "refund", amount: 4_900, status: "succeeded", payment_intent: id });
      const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 15_001 }));
      expect(tooMuch).toMatchObject({ statusCode: 400, param: "amount" });
      const rest = await stripe.refunds.create({ payment_intent: id });
      expect(rest.amount).toBe(15_000);
      const over = await refusalOf(stripe.refunds.create({ payment_intent: id }));
      expect(over).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
      const { data } = await stripe.refunds.list({ payment_intent: id });
      expect(data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
      const { latest_charge } = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
      expect(latest_charge).toMatchObject({ refunded: true, amount_refunded: 19_900 });
    });
  });

  describe("an idempotency key", () => {
    test("brings the first answer again", async () => {
      const idempotencyKey = randomUUID();
      const first = await stripe.customers.create({ name: "Once" }, { idempotencyKey });
      const again = await stripe.customers.create({ name: "Once" }, { idempotencyKey });
      expect(again.id).toBe(first.id);
      expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
      expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    });

    test("with other parameters is an error", async () => {
      const idempotencyKey = randomUUID();
      await stripe.customers.create({ name: "Once" }, { idempotencyKey });
      const refusal = await refusalOf(stripe.customers.create({ name: "Twice" }, { idempotencyKey }));
      expect(refusal).toBeInstanceOf(StripeIdempotencyError);
      expect(refusal).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
    });

    test("brings a decline again too", async () => {
      const idempotencyKey = randomUUID();
      const params = { amount: 500, currency: "usd", allowed_payment_method_types: ["card" as const], confirm: true };
      const declined = () =>
        refusalOf(
          stripe.paymentIntents.create({ ...params, payment_method: "pm_card_chargeDeclined" }, { idempotencyKey }),
        );
      const first = await declined();
      const again = await declined();
      expect(again).toMatchObject({ statusCode: 402, code: "card_declined" });
      expect(again.payment_intent?.id).toBe(first.payment_intent?.id);
    });
  });

  test("a list is newest first, page by page, and knows whether there is more", async () => {
    const email = `paging-${randomUUID()}@example.com`;
    const ids: string[] = [];
    for (const name of ["1", "2", "3"]) ids.unshift((await stripe.customers.create({ email, name })).id);
    const list = (params: Stripe.CustomerListParams) => stripe.customers.list({ email, ...params });
    await eventually(target, async () => (await list({})).data.length === 3);

    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ object: "list", url: "/v1/customers", has_more: true });
    expect(first.data.map((one) => one.id)).toEqual(ids.slice(0, 2));
    const second = await list({ limit: 2, starting_after: ids[1] });
    expect(second).toMatchObject({ has_more: false, data: [{ id: ids[2] }] });
    expect((await list({ limit: 1, ending_before: ids[2] })).data.map((one) => one.id)).toEqual([ids[1]]);
    const all: string[] = [];
    for await (const customer of list({ limit: 1 })) all.push(customer.id);
    expect(all).toEqual(ids);
    expect(await refusalOf(list({ starting_after: "cus_of_nobody" }))).toMatchObject({ code: "resource_missing" });
  });

  test("what is named only is expanded as asked, in lists too, and nothing else is", async () => {
    const product = await stripe.products.create({ name: "Expanded" });
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 100 });
    expect(price.product).toBe(product.id);
    expect(await stripe.prices.retrieve(price.id, { expand: ["product"] })).toMatchObject({
      product: { name: "Expanded" },
    });
    const list = await stripe.prices.list({ product: product.id, expand: ["data.product"] });
    expect(list.data).toMatchObject([{ product: { name: "Expanded" } }]);
    const refusal = await refusalOf(stripe.prices.retrieve(price.id, { expand: ["currency"] }));
    expect(refusal).toMatchObject({ statusCode: 400, rawType: "invalid_request_error" });
  });

  describe("a refusal", () => {
    const raw = (method: "GET" | "POST", path: string, params: object = {}) =>
      refusalOf(stripe.rawRequest(method, path, { ...params }));

    test("of an id that is not there is 404 resource_missing, and names it", async () => {
      const refusal = await refusalOf(stripe.paymentIntents.retrieve("pi_of_nobody"));
      expect(refusal).toBeInstanceOf(StripeInvalidRequestError);
      expect(refusal).toMatchObject({ statusCode: 404, code: "resource_missing", param: "intent" });
      expect(refusal.message).toContain("No such payment_intent: 'pi_of_nobody'");
      expect(refusal.requestId).toMatch(/^req_/);
    });

    test("of an id that a parameter names is 400 resource_missing", async () => {
      const refusal = await refusalOf(stripe.refunds.create({ payment_intent: "pi_of_nobody" }));
      expect(refusal).toMatchObject({ statusCode: 400, code: "resource_missing", param: "payment_intent" });
    });

    test("names the parameter that is unknown, missing or no number", async () => {
      target.willDeviate(/colour: unknown field/, /currency: is missing/, /unit_amount: "x" does not match/);
      const price = { currency: "usd", product_data: { name: "x" } };
      expect(await raw("POST", "/v1/customers", { colour: "red" })).toMatchObject({
        code: "parameter_unknown",
        param: "colour",
      });
      expect(await raw("POST", "/v1/prices", { unit_amount: 1 })).toMatchObject({
        code: "parameter_missing",
        param: "currency",
      });
      expect(await raw("POST", "/v1/prices", { ...price, unit_amount: "x" })).toMatchObject({
        code: "parameter_invalid_integer",
        param: "unit_amount",
      });
    });

    test("of a wrong key is 401", async () => {
      const refusal = await refusalOf(stripe.customers.list({}, { apiKey: "sk_live_of_nobody" }));
      expect(refusal).toBeInstanceOf(StripeAuthenticationError);
      expect(refusal.statusCode).toBe(401);
    });
  });
});
