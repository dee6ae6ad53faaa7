import type Stripe from "stripe";
import { beforeEach, describe, expect, test } from "vitest";
import { refusalOf, targets, type Connection } from "./targets.ts";

const day = 86_400;

describe.each(targets)("$name", { timeout: 180_000 }, (target) => {
  let stripe: Stripe;
  let startClock: Connection["startClock"];

  beforeEach(async () => {
    ({ stripe, startClock } = await target.connect());
  });

  describe("a subscription", () => {
    /** A customer with a monthly subscription, paid by this card. */
    async function subscribe(params: Stripe.CustomerCreateParams) {
      const payment_method = "pm_card_visa";
      const customer = await stripe.customers.create({
        ...params,
        payment_method,
        invoice_settings: { default_payment_method: payment_method },
      });
      const { id: price } = await stripe.prices.create({
        currency: "usd",
        unit_amount: 29_900,
        recurring: { interval: "month" },
        product_data: { name: "Unlimited" },
      });
      return stripe.subscriptions.create({ customer: customer.id, items: [{ price }], expand: ["latest_invoice"] });
    }

    /** The card that pays from now on. */
    async function payWith(customer: Stripe.Subscription["customer"], card: string) {
      const id = typeof customer === "string" ? customer : customer.id;
      const attached = await stripe.paymentMethods.attach(card, { customer: id });
      await stripe.customers.update(id, { invoice_settings: { default_payment_method: attached.id } });
      return attached.id;
    }

    const invoicesOf = async (subscription: string) =>
      (await stripe.invoices.list({ subscription })).data.map(({ billing_reason, status, amount_paid }) => ({
        billing_reason,
        status,
        amount_paid,
      }));

    const first = { billing_reason: "subscription_create", status: "paid", amount_paid: 29_900 };
    const next = { billing_reason: "subscription_cycle", status: "paid", amount_paid: 29_900 };

    test("is paid at once and again each month", async () => {
      const { params, advance } = await startClock();
      const { id, status, latest_invoice, items } = await subscribe(params);
      expect(status).toBe("active");
      expect(latest_invoice).toMatchObject({ ...first, parent: { subscription_details: { subscription: id } } });
      const [item] = items.data;
      const { current_period_start: from = 0, current_period_end: to = 0 } = item ?? {};
      expect(to - from).toBeGreaterThanOrEqual(28 * day);
      expect(to - from).toBeLessThanOrEqual(31 * day + 3_600);

      // An invoice of a renewal is a draft for about an hour.
      await advance(to - from + 7_200);
      expect(await invoicesOf(id)).toEqual([next, first]);
      const renewed = await stripe.subscriptions.retrieve(id);
      expect(renewed).toMatchObject({ status: "active", items: { data: [{ current_period_start: to }] } });
    });

    test("canceled at its period's end works until then", async () => {
      const { params, advance } = await startClock();
      const { id, items } = await subscribe(params);
      const end = items.data[0]?.current_period_end ?? 0;
      const ending = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
      expect(ending).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: end, ended_at: null });
      await advance(32 * day);
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "canceled", ended_at: end });
      expect(await invoicesOf(id)).toEqual([first]);
    });

    test("canceled now is over now", async () => {
      const { params } = await startClock();
      const { id } = await subscribe(params);
      expect(await stripe.subscriptions.cancel(id)).toMatchObject({ id, status: "canceled" });
      expect(await refusalOf(stripe.subscriptions.cancel(id))).toMatchObject({ code: "resource_missing" });
    });

    test("whose card fails is past due until its invoice is paid", async () => {
      const { params, advance } = await startClock();
      const { id, customer, created, items } = await subscribe(params);
      await payWith(customer, "pm_card_chargeCustomerFail");
      await advance((items.data[0]?.current_period_end ?? 0) - created + 7_200);
      const failed = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
      expect(failed).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
      const invoice = failed.latest_invoice;
      if (invoice === null || typeof invoice === "string" || !invoice.id) throw new Error("It has no invoice");
      const paid = await stripe.invoices.pay(invoice.id, { payment_method: await payWith(customer, "pm_card_visa") });
      expect(paid).toMatchObject({ status: "paid", amount_remaining: 0 });
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
    });
  });

  test("the customer portal has a page of its own for each visit", async () => {
    const customer = await stripe.customers.create({ name: "Visitor" });
    // An account of Stripe's may not have the default one yet.
    const features = { invoice_history: { enabled: true }, subscription_cancel: { enabled: true } };
    const { id: configuration } = await stripe.billingPortal.configurations.create({ features });
    const visit = { customer: customer.id, configuration, return_url: "https://example.com/billing" };
    const session = await stripe.billingPortal.sessions.create(visit);
    expect(session).toMatchObject({
      object: "billing_portal.session",
      ...visit,
      url: expect.stringMatching(/^https?:/),
    });
    expect((await stripe.billingPortal.sessions.create(visit)).url).not.toBe(session.url);
  });
});
