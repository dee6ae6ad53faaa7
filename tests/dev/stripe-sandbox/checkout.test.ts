import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { intentOf, payWith, readPage, startSandbox, submitCheckout } from "./sandbox.ts";
import { day, packSession, payFrom, planSession, typesSince } from "./shop.ts";

const card = { action: "pay", card_number: "4242424242424242", card_expiry: "12/34", card_cvc: "123" };

describe("a payment at once", () => {
  test("is paid when the session is complete", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe);
    expect(session.payment_method_types).toEqual(["card", "us_bank_account"]);
    await payWith(session.url, "4242424242424242");
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(after).toMatchObject({ status: "complete", payment_status: "paid", invoice: null });
    expect(after.payment_intent).toMatchObject({ status: "succeeded", amount_received: 49_900 });
  });

  test("leaves an invoice where one was asked for, paid and with pages of its own", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe, {
      invoice_creation: { enabled: true, invoice_data: { description: "Thank you", metadata: { order: "o1" } } },
    });
    await payWith(session.url, "4242424242424242");
    const { invoice } = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice.payments"] });
    expect(invoice).toMatchObject({
      status: "paid",
      billing_reason: "manual",
      total: 49_900,
      amount_paid: 49_900,
      amount_remaining: 0,
      description: "Thank you",
      metadata: { order: "o1" },
      parent: null,
      lines: { data: [{ description: "Pack of five", amount: 49_900, quantity: 1 }] },
    });
    const { payments, hosted_invoice_url, invoice_pdf } = invoice as Stripe.Invoice;
    expect(payments?.data).toMatchObject([
      { status: "paid", amount_paid: 49_900, payment: { type: "payment_intent" } },
    ]);
    expect(await readPage(hosted_invoice_url ?? "")).toContain("$499.00");
    expect(await readPage(invoice_pdf ?? "")).toMatch(/^%PDF-/);
  });

  test("that saves the card makes it the customer's", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe, { payment_intent_data: { setup_future_usage: "off_session" } });
    await payWith(session.url, "4242424242424242");
    const { data } = await stripe.paymentMethods.list({ customer: String(session.customer) });
    expect(data).toMatchObject([{ type: "card", card: { last4: "4242" } }]);
    const next = await packSession(stripe, { customer: String(session.customer) });
    expect(await readPage(next.url)).not.toContain("ending in");
    await stripe.customers.update(String(session.customer), {
      invoice_settings: { default_payment_method: data[0]?.id },
    });
    expect(await readPage(next.url)).toContain("visa ending in 4242");
    await submitCheckout(next.url, { action: "pay", method: "saved" });
    expect(await intentOf(stripe, next.id)).toMatchObject({ status: "succeeded", payment_method: data[0]?.id });
  });

  test("of a guest makes a customer where one is always wanted", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe, { customer_creation: "always" });
    await submitCheckout(session.url, { ...card, email: "guest@example.com", name: "Ada Coder" });
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] });
    expect(after.customer).toMatchObject({ email: "guest@example.com", name: "Ada Coder" });
  });

  test("asks for 3D Secure with a card that wants it; refused there, another card can be tried", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe);
    const first = await payWith(session.url, "4000002760003184");
    expect(first.location).toContain("/c/authenticate/");
    expect(await intentOf(stripe, session.id)).toMatchObject({ status: "requires_action", latest_charge: null });
    expect((await submitCheckout(first.location, { outcome: "fail" })).location).toBe(session.url);
    expect(await readPage(session.url)).toContain("unable to authenticate");
    const second = await payWith(session.url, "4000002760003184");
    const after = await submitCheckout(second.location, { outcome: "pass" });
    expect(after.location).toBe(`http://localhost:3000/paid?session=${session.id}`);
    expect(await intentOf(stripe, session.id)).toMatchObject({ status: "succeeded" });
  });
});

describe("a payment from a bank account", () => {
  test("completes the session unpaid, and the money comes days later", async () => {
    const { stripe, control } = await startSandbox();
    const session = await packSession(stripe);
    await payFrom(session.url, "000123456789");
    const complete = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge"] });
    expect(complete).toMatchObject({ status: "complete", payment_status: "unpaid" });
    expect(complete.payment_intent).toMatchObject({ status: "processing", latest_charge: { status: "pending" } });
    await control("/clock/advance", { seconds: 4 * day });
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    expect(await typesSince(stripe, session.created, "checkout", "charge", "payment_intent.")).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "checkout.session.completed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.async_payment_succeeded",
    ]);
  });

  test("may come back", async () => {
    const { stripe, control } = await startSandbox();
    const session = await packSession(stripe);
    await payFrom(session.url, "000222222227");
    await control("/clock/advance", { seconds: 4 * day });
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(after).toMatchObject({ status: "complete", payment_status: "unpaid" });
    expect(after.payment_intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "insufficient_funds" },
    });
    expect((await stripe.events.list({ type: "checkout.session.async_payment_failed" })).data).toHaveLength(1);
  });

  test("can be settled by the control API at any time", async () => {
    const { stripe, control } = await startSandbox();
    const session = await packSession(stripe);
    await payFrom(session.url, "000000000009");
    await control("/clock/advance", { seconds: 30 * day });
    const { id, status } = await intentOf(stripe, session.id);
    expect(status).toBe("processing");
    await control(`/payment_intents/${id}/settle`, { outcome: "failed" });
    expect((await intentOf(stripe, session.id)).status).toBe("requires_payment_method");
  });

  test("is not offered for an authorization, nor where only cards are wanted", async () => {
    const { stripe } = await startSandbox();
    for (const more of [
      { payment_intent_data: { capture_method: "manual" } },
      { allowed_payment_method_types: ["card"] },
    ] satisfies Partial<Stripe.Checkout.SessionCreateParams>[]) {
      const session = await packSession(stripe, more);
      expect(session.payment_method_types).toEqual(["card"]);
      expect(await readPage(session.url)).not.toContain("bank account");
      await payFrom(session.url, "000123456789");
      expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    }
  });
});

describe("automatic tax", () => {
  const taxed = { automatic_tax: { enabled: true }, customer_update: { address: "auto" } } as const;

  test("comes on top by the address that is typed; a total that changed is shown before it is paid", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe, taxed);
    expect(session).toMatchObject({ amount_total: 49_900, automatic_tax: { status: "requires_location_inputs" } });
    const at = { ...card, state: "CA", postal_code: "94103" };
    const shown = await submitCheckout(session.url, { ...at, shown_total: "49900" });
    expect(shown.location).toContain("problem=total");
    expect(await readPage(session.url)).toContain("$548.90");
    await submitCheckout(session.url, { ...at, shown_total: "54890" });
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["total_details.breakdown", "payment_intent", "customer", "line_items"],
    });
    expect(after).toMatchObject({
      payment_status: "paid",
      amount_subtotal: 49_900,
      amount_total: 54_890,
      total_details: { amount_tax: 4_990, breakdown: { taxes: [{ amount: 4_990, rate: { percentage: 10 } }] } },
      automatic_tax: { status: "complete" },
      payment_intent: { amount_received: 54_890 },
      customer: { address: { state: "CA", country: "US" } },
      line_items: { data: [{ amount_tax: 4_990, amount_total: 54_890 }] },
    });
  });

  test("is nothing in a state without one, and another rate where the settings say so", async () => {
    const { stripe, control } = await startSandbox();
    const session = await packSession(stripe, taxed);
    await submitCheckout(session.url, { ...card, state: "OR" });
    expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(49_900);
    await control("/settings", { taxPercent: 8.25 });
    const other = await packSession(stripe, taxed);
    await submitCheckout(other.url, { ...card, state: "CA" });
    expect((await stripe.checkout.sessions.retrieve(other.id)).amount_total).toBe(49_900 + 4_117);
  });

  test("needs to know where the customer is, before and on the page", async () => {
    const { stripe } = await startSandbox();
    await expect(packSession(stripe, { automatic_tax: { enabled: true } })).rejects.toMatchObject({
      code: "customer_tax_location_invalid",
    });
    const session = await packSession(stripe, taxed);
    expect((await submitCheckout(session.url, card)).location).toContain("problem=address");
  });

  test("included in the price changes no total", async () => {
    const { stripe } = await startSandbox();
    const session = await packSession(stripe, {
      ...taxed,
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "usd",
            unit_amount: 11_000,
            tax_behavior: "inclusive",
            product_data: { name: "Post" },
          },
        },
      ],
    });
    await submitCheckout(session.url, { ...card, state: "CA" });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      amount_total: 11_000,
      total_details: { amount_tax: 1_000 },
    });
  });
});

describe("a monthly plan", () => {
  test("begins with the first payment, whose card stays its own", async () => {
    const { stripe } = await startSandbox();
    const session = await planSession(stripe);
    expect(session).toMatchObject({ mode: "subscription", payment_method_collection: "always", subscription: null });
    await payWith(session.url, "4242424242424242");
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription.default_payment_method", "subscription.latest_invoice.payments", "invoice"],
    });
    expect(after).toMatchObject({ status: "complete", payment_status: "paid", payment_intent: null });
    expect(after.subscription).toMatchObject({
      status: "active",
      customer: session.customer,
      metadata: { plan: "unlimited" },
      default_payment_method: { card: { last4: "4242" }, customer: session.customer },
      latest_invoice: {
        billing_reason: "subscription_create",
        status: "paid",
        amount_paid: 29_900,
        parent: { subscription_details: { metadata: { plan: "unlimited" } } },
        payments: { data: [{ status: "paid" }] },
      },
    });
    expect(await typesSince(stripe, session.created, "invoice", "customer.sub", "checkout")).toEqual([
      "invoice.created",
      "invoice.finalized",
      "invoice_payment.paid",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.created",
      "customer.subscription.updated",
      "checkout.session.completed",
    ]);
  });

  test("whose first card is declined stays incomplete, until another card pays the same invoice", async () => {
    const { stripe } = await startSandbox();
    const session = await planSession(stripe);
    await payWith(session.url, "4000000000000002");
    expect(await readPage(session.url)).toContain("Nothing was charged. Try another card.");
    const [pending] = (await stripe.subscriptions.list({ status: "incomplete" })).data;
    expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBeNull();
    await payWith(session.url, "4242424242424242");
    expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBe(pending?.id);
    expect((await stripe.invoices.list()).data).toMatchObject([{ status: "paid", attempt_count: 2 }]);
  });

  test("abandoned after a decline expires with its session, and its invoice is void", async () => {
    const { stripe } = await startSandbox();
    const session = await planSession(stripe);
    await payWith(session.url, "4000000000000002");
    await stripe.checkout.sessions.expire(session.id);
    expect((await stripe.subscriptions.list({ status: "all" })).data).toMatchObject([{ status: "incomplete_expired" }]);
    expect((await stripe.invoices.list()).data).toMatchObject([{ status: "void" }]);
  });

  test("from a bank account is active while the money is on its way, and past due when it comes back", async () => {
    const { stripe, control } = await startSandbox();
    const session = await planSession(stripe);
    await payFrom(session.url, "000222222227");
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(after).toMatchObject({ status: "complete", payment_status: "unpaid", subscription: { status: "active" } });
    await control("/clock/advance", { seconds: 4 * day });
    expect((await stripe.subscriptions.list()).data).toMatchObject([{ status: "past_due" }]);
    expect((await stripe.events.list({ type: "checkout.session.async_payment_failed" })).data).toHaveLength(1);
  });

  test("free for the first month still asks for a card, unless it is told not to", async () => {
    const { stripe } = await startSandbox();
    const coupon = await stripe.coupons.create({ percent_off: 100, duration: "once" });
    const discounts = [{ coupon: coupon.id }];
    const asking = await planSession(stripe, { discounts });
    expect((await submitCheckout(asking.url, { action: "pay" })).location).toContain("problem=number");
    expect((await payWith(asking.url, "4000000000000002")).location).toContain("problem=refused");
    await payWith(asking.url, "4242424242424242");
    const asked = await stripe.checkout.sessions.retrieve(asking.id, {
      expand: ["subscription.default_payment_method"],
    });
    expect(asked.subscription).toMatchObject({ status: "active", default_payment_method: { card: { last4: "4242" } } });
    const session = await planSession(stripe, { discounts, payment_method_collection: "if_required" });
    await submitCheckout(session.url, { action: "pay" });
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription.latest_invoice", "subscription.discounts"],
    });
    expect(after).toMatchObject({
      payment_status: "no_payment_required",
      amount_total: 0,
      subscription: {
        status: "active",
        latest_invoice: { status: "paid", total: 0, subtotal: 29_900, amount_paid: 0 },
        discounts: [{ source: { coupon: coupon.id } }],
      },
    });
  });

  test("asks for a recurring price, and payment for none", async () => {
    const { stripe } = await startSandbox();
    const single = await stripe.prices.create({ currency: "usd", unit_amount: 500, product_data: { name: "Post" } });
    const line_items = [{ price: single.id, quantity: 1 }];
    await expect(planSession(stripe, { line_items })).rejects.toMatchObject({ param: "line_items" });
    await expect(planSession(stripe, { mode: "payment", subscription_data: undefined })).rejects.toMatchObject({
      param: "line_items",
    });
    await expect(planSession(stripe, { invoice_creation: { enabled: true } })).rejects.toMatchObject({
      param: "invoice_creation",
    });
  });
});
