import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { readPage, startSandbox, submitCheckout } from "./sandbox.ts";
import { day, periodEnd, subscribed } from "./shop.ts";

const newCard = { action: "card", card_number: "5555555555554444", card_expiry: "12/34", card_cvc: "123" };

/** A customer with the monthly plan, and the portal opened for them. */
async function visited(more: Partial<Stripe.BillingPortal.SessionCreateParams> = {}) {
  const sandbox = await startSandbox();
  const subscription = await subscribed(sandbox.stripe);
  const customer = String(subscription.customer);
  const open = (extra: Partial<Stripe.BillingPortal.SessionCreateParams> = {}) =>
    sandbox.stripe.billingPortal.sessions.create({
      customer,
      return_url: "http://localhost:3000/billing",
      ...more,
      ...extra,
    });
  const session = await open();
  const now = () => sandbox.stripe.subscriptions.retrieve(subscription.id);
  const act = (fields: Record<string, string>) =>
    submitCheckout(session.url, { subscription: subscription.id, ...fields });
  return { ...sandbox, subscription, customer, open, session, now, act };
}

describe("the customer portal", () => {
  test("shows the plan, the card and the invoices, and leads back", async () => {
    const { session } = await visited();
    const page = await readPage(session.url);
    for (const text of [
      "Unlimited",
      "$299.00 per month",
      "visa ending in 4242",
      "-0001",
      "http://localhost:3000/billing",
    ])
      expect(page).toContain(text);
    expect(page).not.toContain("<script");
  });

  test("cancels a plan at its period's end; it works until then", async () => {
    const { stripe, control, session, subscription, now, act } = await visited();
    expect(await readPage(`${session.url}?cancel=${subscription.id}`)).toContain("It works until");
    await act({ action: "cancel" });
    expect(await now()).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancel_at: periodEnd(subscription),
    });
    const [event] = (await stripe.events.list({ type: "customer.subscription.updated" })).data;
    expect(event).toMatchObject({
      data: { previous_attributes: { cancel_at_period_end: false } },
      request: { id: null },
    });
    expect(await readPage(session.url)).toContain('name="action" value="renew"');
    await control("/clock/advance", { seconds: 32 * day });
    expect((await now()).status).toBe("canceled");
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  test("takes that back while the plan still runs", async () => {
    const { control, now, act } = await visited();
    await act({ action: "cancel" });
    await act({ action: "renew" });
    expect(await now()).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    await control("/clock/advance", { seconds: 32 * day });
    expect((await now()).status).toBe("active");
  });

  test("changes the card that pays from now on, and says so when a card is refused", async () => {
    const { stripe, control, session, customer, now, act, subscription } = await visited();
    const refused = await fetch(`${session.url}?card=1`, {
      method: "POST",
      body: new URLSearchParams({ ...newCard, card_number: "4000000000000002" }),
    });
    expect(await refused.text()).toContain("Your card was declined.");
    await act(newCard);
    const changed = await stripe.customers.retrieve(customer, { expand: ["invoice_settings.default_payment_method"] });
    expect(changed).toMatchObject({ invoice_settings: { default_payment_method: { card: { brand: "mastercard" } } } });
    expect((await now()).default_payment_method).toMatch(/^pm_/);
    await control("/clock/advance", { seconds: 31 * day + 7_200 });
    const charges = await stripe.charges.list({ customer, limit: 1 });
    expect(charges.data).toMatchObject([{ payment_method_details: { card: { brand: "mastercard" } } }]);
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toMatchObject([
      { status: "paid" },
      { status: "paid" },
    ]);
  });

  test("opens one thing only where a flow is asked for, and leads where it says after that", async () => {
    const { open, subscription, now } = await visited();
    const cancel = await open({
      flow_data: {
        type: "subscription_cancel",
        subscription_cancel: { subscription: subscription.id },
        after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/canceled" } },
      },
    });
    expect(cancel.flow).toMatchObject({ type: "subscription_cancel", after_completion: { type: "redirect" } });
    expect(await readPage(cancel.url)).toContain("Cancel Unlimited?");
    const { location } = await submitCheckout(cancel.url, { action: "cancel", subscription: subscription.id });
    expect(location).toBe("http://localhost:3000/canceled");
    expect((await now()).cancel_at_period_end).toBe(true);
    const card = await open({
      flow_data: {
        type: "payment_method_update",
        after_completion: { type: "hosted_confirmation", hosted_confirmation: { custom_message: "All set." } },
      },
    });
    expect(await readPage(card.url)).toContain("Change the card");
    const done = await submitCheckout(card.url, newCard);
    expect(await readPage(new URL(done.location, card.url).href)).toContain("All set.");
  });

  test("allows what its configuration allows, and nothing else", async () => {
    const { stripe, open, now, subscription } = await visited();
    const { id } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true }, subscription_cancel: { enabled: false } },
    });
    const session = await open({ configuration: id });
    const page = await readPage(session.url);
    expect(page).toContain("Invoices");
    expect(page).not.toContain("Cancel plan");
    expect(page).not.toContain("Change the card");
    await submitCheckout(session.url, { action: "cancel", subscription: subscription.id });
    expect((await now()).cancel_at_period_end).toBe(false);
    await stripe.billingPortal.configurations.update(id, {
      features: {
        subscription_cancel: {
          enabled: true,
          mode: "immediately",
          cancellation_reason: { enabled: true, options: ["too_expensive", "other"] },
        },
      },
    });
    await submitCheckout(session.url, { action: "cancel", subscription: subscription.id, feedback: "too_expensive" });
    expect(await now()).toMatchObject({ status: "canceled", cancellation_details: { feedback: "too_expensive" } });
    const listed = await stripe.billingPortal.configurations.list({ is_default: false });
    expect(listed.data.map((one) => one.id)).toEqual([id]);
  });

  test("is closed after an hour, and to other customers' plans", async () => {
    const { stripe, control, session, act, now } = await visited();
    const other = await subscribed(stripe);
    await act({ action: "cancel", subscription: other.id });
    expect((await stripe.subscriptions.retrieve(other.id)).cancel_at_period_end).toBe(false);
    await control("/clock/advance", { seconds: 3_600 });
    expect((await fetch(session.url)).status).toBe(404);
    await act({ action: "cancel" });
    expect((await now()).cancel_at_period_end).toBe(false);
  });

  test("leads to an open invoice's page, where another card pays it", async () => {
    const { stripe, control, subscription, customer, now } = await visited();
    const { id } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: id });
    await control("/clock/advance", { seconds: 31 * day + 7_200 });
    const [invoice] = (await stripe.invoices.list({ status: "open" })).data;
    const url = invoice?.hosted_invoice_url ?? "";
    expect(await readPage(url)).toContain("Nothing was charged. Try another card.");
    await submitCheckout(url, newCard);
    expect(await readPage(url)).toContain("This invoice is paid.");
    expect((await now()).status).toBe("active");
  });
});
