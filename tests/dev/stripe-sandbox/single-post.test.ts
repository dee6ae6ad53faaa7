import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { intentOf, payWith, readPage, singlePostSession, startSandbox, submitCheckout } from "./sandbox.ts";

const week = 7 * 24 * 3_600;

async function authorized() {
  const sandbox = await startSandbox();
  const session = await singlePostSession(sandbox.stripe);
  const answer = await payWith(session.url, "4242 4242 4242 4242");
  return { ...sandbox, session, answer, intent: await intentOf(sandbox.stripe, session.id) };
}

describe("a single post", () => {
  test("is authorized on the hosted page, and the browser comes back with the session's id", async () => {
    const { stripe, session, answer, intent } = await authorized();
    expect(answer).toEqual({ status: 303, location: `http://localhost:3000/paid?session=${session.id}` });
    expect(intent).toMatchObject({
      status: "requires_capture",
      amount_capturable: 19_900,
      amount_received: 0,
      metadata: { order: "order_1" },
    });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ captured: false, amount: 19_900, status: "succeeded" });
    expect(charge.payment_method_details?.card?.capture_before).toBe(charge.created + week);
    const after = await stripe.checkout.sessions.retrieve(session.id);
    expect(after).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      url: null,
      client_reference_id: "order_1",
    });
  });

  test("is captured on approval", async () => {
    const { stripe, session, intent } = await authorized();
    const captured = await stripe.paymentIntents.capture(intent.id, { expand: ["latest_charge"] });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 19_900, amount_capturable: 0 });
    expect(captured.latest_charge).toMatchObject({ captured: true, amount_captured: 19_900, amount_refunded: 0 });
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    const again = stripe.paymentIntents.capture(intent.id);
    await expect(again).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "succeeded" },
    });
  });

  test("is released on rejection, and can't be captured any more", async () => {
    const { stripe, intent } = await authorized();
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "requested_by_customer" });
    expect(canceled).toMatchObject({
      status: "canceled",
      amount_capturable: 0,
      cancellation_reason: "requested_by_customer",
    });
    const charge = await stripe.charges.retrieve(String(canceled.latest_charge), { expand: ["refunds"] });
    expect(charge).toMatchObject({ captured: false, refunded: true, refunds: { data: [{ amount: 19_900 }] } });
    await expect(stripe.paymentIntents.capture(intent.id)).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    );
  });

  test("lapses after seven days", async () => {
    const { stripe, control, intent } = await authorized();
    await control("/clock/advance", { seconds: week - 60 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
    await control("/clock/advance", { seconds: 60 });
    const lapsed = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge.refunds"] });
    expect(lapsed).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
    expect(lapsed.latest_charge).toMatchObject({ refunds: { data: [{ reason: "expired_uncaptured_charge" }] } });
    const events = await stripe.events.list({ types: ["charge.expired", "payment_intent.canceled"] });
    expect(events.data.map((event) => event.type)).toEqual(["payment_intent.canceled", "charge.expired"]);
    expect(events.data[0]?.created).toBe((intent.latest_charge as Stripe.Charge).created + week);
  });

  test("whose capture the bank refuses asks for another payment", async () => {
    const { stripe } = await startSandbox();
    const session = await singlePostSession(stripe);
    await payWith(session.url, "4000000000004079");
    const { id } = await intentOf(stripe, session.id);
    await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code: "card_declined",
    });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: "requires_payment_method",
      amount_capturable: 0,
      amount_received: 0,
    });
  });

  test.each([
    ["4000000000000002", "generic_decline"],
    ["4000000000009995", "insufficient_funds"],
  ])("paid with the card %s is declined, stays open and can be paid with another", async (card, declineCode) => {
    const { stripe } = await startSandbox();
    const session = await singlePostSession(stripe);
    expect((await payWith(session.url, card)).location).toBe(new URL(session.url ?? "").pathname);
    const declined = await intentOf(stripe, session.id);
    expect(declined).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { type: "card_error", decline_code: declineCode },
    });
    expect(await readPage(session.url)).toContain("Nothing was charged. Try another card.");
    await payWith(session.url, "4242424242424242");
    const paid = await intentOf(stripe, session.id);
    expect(paid).toMatchObject({ id: declined.id, status: "requires_capture", last_payment_error: null });
    expect((await stripe.charges.list({ payment_intent: paid.id })).data.map((charge) => charge.status)).toEqual([
      "succeeded",
      "failed",
    ]);
  });

  test("abandoned expires after a day and can't be paid then", async () => {
    const { stripe, control } = await startSandbox();
    const session = await singlePostSession(stripe);
    await payWith(session.url, "4000000000000002");
    await control("/clock/advance", { seconds: 24 * 3_600 });
    expect(await readPage(session.url)).toContain("This checkout has expired");
    await payWith(session.url, "4242424242424242");
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(after).toMatchObject({
      status: "expired",
      payment_status: "unpaid",
      payment_intent: { status: "canceled" },
    });
    expect((await stripe.events.list({ type: "checkout.session.expired" })).data).toHaveLength(1);
  });

  test("expired by the merchant is over; a second time is refused, as is expiring a complete one", async () => {
    const { stripe } = await startSandbox();
    const session = await singlePostSession(stripe);
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe("expired");
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  test("paid already says so and charges nothing more", async () => {
    const { stripe, session } = await authorized();
    expect(await readPage(session.url)).toContain("This checkout is complete");
    await payWith(session.url, "4242424242424242");
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  test("captured can be refunded in parts, never beyond what was paid", async () => {
    const { stripe, intent } = await authorized();
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ statusCode: 400 });
    await stripe.paymentIntents.capture(intent.id);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 9_900, reason: "requested_by_customer" });
    await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 10_001 })).rejects.toMatchObject({
      param: "amount",
    });
    await stripe.refunds.create({ payment_intent: intent.id });
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: "charge_already_refunded",
    });
    const refunds = await stripe.refunds.list({ payment_intent: intent.id });
    expect(refunds.data.map((refund) => refund.amount)).toEqual([10_000, 9_900]);
    expect(await stripe.charges.retrieve(String(refunds.data[0]?.charge))).toMatchObject({
      refunded: true,
      amount_refunded: 19_900,
    });
  });
});

describe("a promotion code", () => {
  async function withCode(percent: number) {
    const sandbox = await startSandbox();
    const coupon = await sandbox.stripe.coupons.create({ percent_off: percent, duration: "once" });
    const promotion = { type: "coupon", coupon: coupon.id } as const;
    const code = await sandbox.stripe.promotionCodes.create({ promotion, code: "WELCOME", max_redemptions: 1 });
    const session = await singlePostSession(sandbox.stripe, { allow_promotion_codes: true });
    return { ...sandbox, coupon, code, session };
  }

  test("of 100 % completes the session with no payment and no payment intent", async () => {
    const { stripe, session, code } = await withCode(100);
    await submitCheckout(session.url, { action: "apply_code", promotion_code: "welcome" });
    expect(await readPage(session.url)).toContain("Complete order");
    expect((await submitCheckout(session.url, { action: "pay" })).location).toContain(session.id);
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["total_details.breakdown", "discounts.promotion_code"],
    });
    expect(after).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
      amount_total: 0,
    });
    expect(after.total_details).toMatchObject({
      amount_discount: 19_900,
      breakdown: { discounts: [{ amount: 19_900 }] },
    });
    expect(after.discounts).toMatchObject([{ promotion_code: { code: "WELCOME", times_redeemed: 1 } }]);
    expect((await stripe.promotionCodes.retrieve(code.id)).active).toBe(false);
  });

  test("takes its part off, also when given with the session", async () => {
    const { stripe, code } = await withCode(25);
    const session = await singlePostSession(stripe, { discounts: [{ promotion_code: code.id }] });
    expect(session).toMatchObject({ amount_subtotal: 19_900, amount_total: 14_925 });
    expect(await readPage(session.url)).toContain("Authorize $149.25");
    await payWith(session.url, "4242424242424242");
    expect((await intentOf(stripe, session.id)).amount_capturable).toBe(14_925);
  });

  test("that is used up in another tab is taken off before anything is charged", async () => {
    const { stripe, session } = await withCode(50);
    const other = await singlePostSession(stripe, { allow_promotion_codes: true });
    for (const { url } of [session, other])
      await submitCheckout(url, { action: "apply_code", promotion_code: "WELCOME" });
    await payWith(session.url, "4242424242424242");
    expect((await payWith(other.url, "4242424242424242")).location).toContain("problem=discount");
    expect(await stripe.checkout.sessions.retrieve(other.id)).toMatchObject({
      status: "open",
      amount_total: 19_900,
      payment_intent: null,
    });
  });

  test("that is wrong is said beside the field", async () => {
    const { session } = await withCode(50);
    const { location } = await submitCheckout(session.url, { action: "apply_code", promotion_code: "NOPE" });
    expect(await readPage(new URL(location, session.url ?? "").href)).toContain("This code is not valid.");
  });
});

test("a session that is not for manual capture is paid at once", async () => {
  const { stripe } = await startSandbox();
  const session = await singlePostSession(stripe, { payment_intent_data: {} });
  expect(await readPage(session.url)).toContain("Pay $199.00");
  await payWith(session.url, "5555555555554444");
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    payment_status: "paid",
    status: "complete",
  });
  expect(await intentOf(stripe, session.id)).toMatchObject({ status: "succeeded", amount_received: 19_900 });
});

test("the page shows text as text and lets its form lead to the merchant's addresses only", async () => {
  const { stripe } = await startSandbox();
  const product_data = { name: "<script>alert(1)</script>" };
  const line_items = [{ quantity: 1, price_data: { currency: "usd", unit_amount: 19_900, product_data } }];
  const session = await singlePostSession(stripe, { line_items, success_url: "https://board.example/paid" });
  const response = await fetch(session.url ?? "");
  expect(await response.text()).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(response.headers.get("content-security-policy")).toContain(
    "form-action 'self' https://board.example http://localhost:3000;",
  );
});
