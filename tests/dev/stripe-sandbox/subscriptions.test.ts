import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { startSandbox } from "./sandbox.ts";
import { day, monthlyPrice, periodEnd, subscribed, typesSince } from "./shop.ts";

const utc = (text: string) => Date.parse(`${text}Z`) / 1_000;

/** A customer whose default is this card. */
async function payer(stripe: Stripe, card = "pm_card_visa") {
  const { id } = await stripe.customers.create({
    email: "owner@example.com",
    payment_method: card,
    invoice_settings: { default_payment_method: card },
  });
  return id;
}

/** The customer pays with this card from now on. */
async function payWithNext(stripe: Stripe, subscription: Stripe.Subscription, card: string) {
  const customer = String(subscription.customer);
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  await stripe.subscriptions.update(subscription.id, { default_payment_method: id });
}

describe("a renewal", () => {
  test("is invoiced when the period ends, and charged an hour later", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    const end = periodEnd(subscription);
    await control("/clock/advance", { seconds: end - Math.floor(Date.now() / 1_000) + 60 });
    const drafted = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(drafted.items.data[0]).toMatchObject({ current_period_start: end });
    expect(drafted.latest_invoice).toMatchObject({
      status: "draft",
      billing_reason: "subscription_cycle",
      automatically_finalizes_at: end + 3_600,
      number: null,
      hosted_invoice_url: null,
    });
    await control("/clock/advance", { seconds: 3_600 });
    const paid = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(paid).toMatchObject({ status: "active", latest_invoice: { status: "paid", amount_paid: 29_900 } });
    expect(await typesSince(stripe, end, "invoice", "customer.sub", "payment_intent.")).toEqual([
      "invoice.created",
      "customer.subscription.updated",
      "invoice.finalized",
      "payment_intent.created",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.paid",
      "invoice.payment_succeeded",
    ]);
    const [update] = (await stripe.events.list({ type: "customer.subscription.updated", created: { gte: end } })).data;
    expect(update?.data.previous_attributes).toMatchObject({ latest_invoice: expect.any(String) });
  });

  test("comes every month in its order, however far the clock is advanced at once", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    await control("/clock/advance", { seconds: 100 * day });
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => invoice.status)).toEqual(["paid", "paid", "paid", "paid"]);
    expect(data.map((invoice) => invoice.number?.slice(-4))).toEqual(["0004", "0003", "0002", "0001"]);
    const starts = data.map((invoice) => invoice.lines.data[0]?.period.start ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });

  test("keeps the day of the month, or takes a short month's last", async () => {
    const { periodEnd: endOf, periodStart } = await import("../../../dev/stripe-sandbox/billing/periods.ts");
    const monthly = { interval: "month", intervalCount: 1 } as const;
    const anchor = utc("2026-01-31T10:00:00");
    const starts = [1, 2, 3, 13].map((n) => new Date(periodStart(anchor, monthly, n) * 1_000).toISOString());
    expect(starts.map((text) => text.slice(0, 16))).toEqual([
      "2026-02-28T10:00",
      "2026-03-31T10:00",
      "2026-04-30T10:00",
      "2027-02-28T10:00",
    ]);
    expect(endOf(anchor, monthly, utc("2026-02-28T10:00:00"))).toBe(utc("2026-03-31T10:00:00"));
    expect(endOf(anchor, { interval: "year", intervalCount: 1 }, anchor)).toBe(utc("2027-01-31T10:00:00"));
  });

  test("that can't be charged is tried again on its days, then the subscription ends", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    await payWithNext(stripe, subscription, "pm_card_chargeCustomerFail");
    await control("/clock/advance", { seconds: 31 * day + 7_200 });
    const late = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice", "customer"] });
    expect(late).toMatchObject({
      status: "past_due",
      latest_invoice: { status: "open", attempt_count: 1, next_payment_attempt: expect.any(Number) },
      customer: { delinquent: true },
    });
    await control("/clock/advance", { seconds: 16 * day });
    const over = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(over).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
      latest_invoice: { status: "open", attempt_count: 4, next_payment_attempt: null },
    });
    expect((await stripe.events.list({ type: "invoice.payment_failed" })).data).toHaveLength(4);
    expect((await stripe.events.list({ type: "customer.subscription.deleted" })).data).toHaveLength(1);
  });

  test.each([
    ["mark_unpaid", "unpaid"],
    ["keep_past_due", "past_due"],
  ])("that never can is left as the settings say: %s", async (afterRetries, status) => {
    const { stripe, control } = await startSandbox();
    await control("/settings", { retryDays: [1], afterRetries });
    const subscription = await subscribed(stripe);
    await payWithNext(stripe, subscription, "pm_card_chargeCustomerFail");
    await control("/clock/advance", { seconds: 34 * day });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe(status);
  });

  test("is healed by a card that pays the open invoice", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    await payWithNext(stripe, subscription, "pm_card_chargeCustomerFail");
    await control("/clock/advance", { seconds: 31 * day + 7_200 });
    await payWithNext(stripe, subscription, "pm_card_mastercard");
    await control("/clock/advance", { seconds: 3 * day });
    expect(
      await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice", "customer"] }),
    ).toMatchObject({
      status: "active",
      latest_invoice: { status: "paid", attempt_count: 2 },
      customer: { delinquent: false },
    });
  });
});

describe("a subscription", () => {
  test("made by the API is active when its customer has a card, and refused without one", async () => {
    const { stripe } = await startSandbox();
    const { id: price } = await monthlyPrice(stripe);
    const items = [{ price, quantity: 2 }];
    const made = await stripe.subscriptions.create({ customer: await payer(stripe), items });
    expect(made).toMatchObject({ status: "active", items: { data: [{ quantity: 2, plan: { interval: "month" } }] } });
    expect((await stripe.invoices.list()).data).toMatchObject([{ total: 59_800 }]);
    const { id: poor } = await stripe.customers.create({});
    await expect(stripe.subscriptions.create({ customer: poor, items })).rejects.toMatchObject({
      code: "resource_missing",
    });
    expect((await stripe.subscriptions.list({ customer: poor, status: "all" })).data).toEqual([]);
  });

  test("whose first payment fails is incomplete for 23 hours, unless an error is wanted", async () => {
    const { stripe, control } = await startSandbox();
    const { id: price } = await monthlyPrice(stripe);
    const customer = await payer(stripe, "pm_card_chargeCustomerFail");
    const params = { customer, items: [{ price }] };
    const strict = stripe.subscriptions.create({ ...params, payment_behavior: "error_if_incomplete" });
    await expect(strict).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    const { id, status } = await stripe.subscriptions.create(params);
    expect(status).toBe("incomplete");
    expect((await stripe.subscriptions.list({ status: "all" })).data).toHaveLength(1);
    await control("/clock/advance", { seconds: 23 * 3_600 });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("incomplete_expired");
  });

  test("waits for its first payment where that is to be confirmed by hand", async () => {
    const { stripe } = await startSandbox();
    const { id: price } = await monthlyPrice(stripe);
    const { id, latest_invoice } = await stripe.subscriptions.create({
      customer: await payer(stripe),
      items: [{ price }],
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
      expand: ["latest_invoice.payments", "latest_invoice.confirmation_secret"],
    });
    const invoice = latest_invoice as Stripe.Invoice;
    const intent = String(invoice.payments?.data[0]?.payment.payment_intent);
    expect(invoice.confirmation_secret?.client_secret).toContain(intent);
    await stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_visa" });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: "active",
      default_payment_method: expect.stringMatching(/^pm_/),
    });
  });

  test("ends with its period where that is asked for, and goes on if that is taken back", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    const { id } = subscription;
    const ending = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancel_at: periodEnd(subscription),
      cancellation_details: { reason: "cancellation_requested" },
    });
    const back = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    expect(back).toMatchObject({ cancel_at: null, canceled_at: null, cancellation_details: { reason: null } });
    const [event] = (await stripe.events.list({ type: "customer.subscription.updated" })).data;
    expect(event?.data.previous_attributes).toMatchObject({ cancel_at_period_end: true });
    await stripe.subscriptions.update(id, { cancel_at: periodEnd(subscription) + 5 * day });
    await control("/clock/advance", { seconds: 40 * day });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: "canceled",
      ended_at: periodEnd(subscription) + 5 * day,
    });
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(2);
  });

  test("with more seats owes the rest of the period with the next invoice, or at once", async () => {
    const { stripe } = await startSandbox();
    const subscription = await subscribed(stripe);
    const item = subscription.items.data[0]?.id;
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, quantity: 2 }] });
    const pending = await stripe.invoiceItems.list({ pending: true });
    expect(pending.data.map((one) => one.proration)).toEqual([true, true]);
    expect(pending.data.map((one) => one.description)).toEqual([
      expect.stringContaining("Remaining time on 2 × Unlimited"),
      expect.stringContaining("Unused time on Unlimited"),
    ]);
    const rest = pending.data.reduce((sum, one) => sum + one.amount, 0);
    expect(rest).toBeGreaterThan(29_000);
    expect(rest).toBeLessThanOrEqual(29_900);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 3 }],
      proration_behavior: "always_invoice",
    });
    expect((await stripe.invoices.list({ limit: 1 })).data).toMatchObject([
      { billing_reason: "subscription_update", status: "paid", lines: { data: { length: 4 } } },
    ]);
  });

  test("downgraded leaves a credit that the next invoice takes; no cent is lost", async () => {
    const { stripe, control } = await startSandbox();
    const subscription = await subscribed(stripe);
    const cheap = await stripe.prices.create({
      currency: "usd",
      unit_amount: 9_900,
      recurring: { interval: "month" },
      product_data: { name: "Small" },
    });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: subscription.items.data[0]?.id, price: cheap.id }],
      proration_behavior: "always_invoice",
    });
    const [credit] = (await stripe.invoices.list({ limit: 1 })).data;
    expect(credit).toMatchObject({ status: "paid", amount_due: 0, ending_balance: credit?.total });
    await control("/clock/advance", { seconds: 31 * day + 7_200 });
    const [next] = (await stripe.invoices.list({ limit: 1 })).data;
    const used = (next?.ending_balance ?? 0) - (next?.starting_balance ?? 0);
    expect(next).toMatchObject({ total: 9_900, starting_balance: credit?.total, amount_due: 9_900 - used });
    expect(await stripe.customers.retrieve(String(subscription.customer))).toMatchObject({
      balance: next?.ending_balance,
    });
  });

  test("on trial costs nothing until the trial ends", async () => {
    const { stripe, control } = await startSandbox();
    const { id: price } = await monthlyPrice(stripe);
    const customer = await payer(stripe);
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }], trial_period_days: 7 });
    expect(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      status: "trialing",
      latest_invoice: { status: "paid", total: 0 },
    });
    await control("/clock/advance", { seconds: 7 * day + 7_200 });
    expect(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      status: "active",
      latest_invoice: { status: "paid", total: 29_900 },
    });
  });

  test("with a coupon for some months is cheaper in just those", async () => {
    const { stripe, control } = await startSandbox();
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 2 });
    const { id: price } = await monthlyPrice(stripe);
    const { id } = await stripe.subscriptions.create({
      customer: await payer(stripe),
      items: [{ price }],
      discounts: [{ coupon: coupon.id }],
    });
    await control("/clock/advance", { seconds: 65 * day });
    const { data } = await stripe.invoices.list({ subscription: id });
    expect(data.map((invoice) => invoice.total)).toEqual([29_900, 14_950, 14_950]);
  });
});

describe("an invoice", () => {
  async function drafted(card?: string) {
    const sandbox = await startSandbox();
    const customer = await payer(sandbox.stripe, card);
    await sandbox.stripe.invoiceItems.create({ customer, amount: 2_000, currency: "usd", description: "Extra" });
    const draft = await sandbox.stripe.invoices.create({ customer, pending_invoice_items_behavior: "include" });
    return { ...sandbox, customer, draft, id: draft.id ?? "" };
  }

  test("made by hand is a draft, then open, then paid; each once", async () => {
    const { stripe, draft, id } = await drafted();
    expect(draft).toMatchObject({ status: "draft", billing_reason: "manual", total: 2_000, number: null });
    const open = await stripe.invoices.finalizeInvoice(id);
    expect(open).toMatchObject({ status: "open", amount_due: 2_000, number: expect.stringMatching(/-0001$/) });
    await expect(stripe.invoices.finalizeInvoice(id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await stripe.invoices.pay(id)).toMatchObject({ status: "paid", amount_remaining: 0 });
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({ message: "Invoice is already paid" });
    const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
    const intent = String(payment?.payment.payment_intent);
    const found = await stripe.invoicePayments.list({ payment: { type: "payment_intent", payment_intent: intent } });
    expect(found.data).toMatchObject([{ invoice: id, status: "paid", amount_paid: 2_000 }]);
  });

  test("whose card is declined stays open, and says why", async () => {
    const { stripe, id } = await drafted("pm_card_chargeCustomerFail");
    await expect(stripe.invoices.pay(id)).rejects.toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "open", attempt_count: 1, attempted: true });
  });

  test("that is void can't be paid, and neither can its intent", async () => {
    const { stripe, id } = await drafted();
    await stripe.invoices.finalizeInvoice(id);
    expect((await stripe.invoices.voidInvoice(id)).status).toBe("void");
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({ statusCode: 400 });
    const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
    expect(payment).toMatchObject({ status: "canceled" });
    const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent));
    expect(intent).toMatchObject({ status: "canceled", cancellation_reason: "void_invoice" });
  });

  test("paid elsewhere counts as paid without a charge", async () => {
    const { stripe, id } = await drafted();
    expect(await stripe.invoices.pay(id, { paid_out_of_band: true })).toMatchObject({ status: "paid" });
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  test("that advances by itself is finalized after an hour", async () => {
    const { stripe, control, customer } = await drafted();
    const invoice = await stripe.invoices.create({ customer, auto_advance: true });
    await control("/clock/advance", { seconds: 3_600 });
    expect(await stripe.invoices.retrieve(invoice.id ?? "")).toMatchObject({ status: "paid", total: 0 });
  });
});
