import { createElement } from "react";
import { afterEach, describe, expect, test } from "vitest";
import { PlanSection } from "~/billing/components/plan-section.tsx";
import { orderSentence } from "~/billing/order-words.ts";
import { readBilling } from "~/billing/read-billing.server.ts";
import { readReceipt } from "~/billing/read-order.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { showOrder } from "~/billing/show-admin.server.ts";
import { writeOrderMail, writePlanMail } from "~/billing/write-mail.server.tsx";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { render } from "#tests/ui/render.tsx";
import { startBilling, submitCheckout } from "./board.ts";
import {
  A_MONTH,
  anOwner,
  CARD_FIELDS,
  changeCard,
  FAILING_CARD,
  openPlan,
  ordersOfEmployer,
  planOf,
  type Owner,
} from "./plans.ts";
import { orderOf, wish } from "./reversals.ts";
import { mailWords, wordsOf } from "./words.ts";

process.env.STRIPE_TAX = "1";
const board = startBilling();
const PRICE = 79_900;

const customerOf = async ({ employerId }: Owner) =>
  (
    await database()
      .selectFrom("billing_customer")
      .select("stripe_customer")
      .where("employer_id", "=", employerId)
      .executeTakeFirstOrThrow()
  ).stripe_customer;

/** Staff write a credit (below zero) or a debt into the customer's balance, in Stripe's Dashboard. */
const setBalance = async (owner: Owner, balance: number) =>
  board.stripe().customers.update(await customerOf(owner), { balance });

/** Buys the plan where Stripe adds no tax, or in Ohio; with a promotion code and a balance at Stripe if given. */
async function subscribed({ balance = 0, code = "", state = "DE", postal_code = "19901" } = {}) {
  const owner = await anOwner();
  const { orderId, checkoutUrl } = await openPlan(owner);
  if (balance) await setBalance(owner, balance);
  if (code) await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: code });
  await submitCheckout(checkoutUrl!, { ...CARD_FIELDS, country: "US", state, postal_code });
  await board.hearWebhooks();
  return { ...owner, orderId };
}

async function aMonthLater() {
  await board.control("/clock/advance", { seconds: A_MONTH });
  await board.settled();
}

const newest = async (owner: Owner) => (await ordersOfEmployer(owner)).at(-1)!;
const receiptOf = async (owner: Owner) => readReceipt(database(), owner.accountId, (await newest(owner)).id);
const refundable = async (owner: Owner) => (await showOrder(database(), (await newest(owner)).id))!.refundable;

/** What the billing page says of the plan. */
async function planWords(owner: Owner) {
  const { monthly, employer } = (await readBilling(database(), owner.accountId, owner.employerId))!;
  const section = createElement(PlanSection, { ...monthly, employerId: employer.id, mayBuy: false, now: now() });
  return wordsOf(await render(section));
}

afterEach(async () => {
  const running = await database()
    .selectFrom("subscription_mirror")
    .select("stripe_subscription")
    .where("over_at", "is", null)
    .execute();
  for (const { stripe_subscription } of running) await board.stripe().subscriptions.cancel(stripe_subscription);
  await board.settled();
});

describe("a month of a plan that is paid out of the customer's balance at Stripe", () => {
  test("in part: what the card paid is what was paid and can be refunded, and the receipt says the rest", async () => {
    const owner = await subscribed({ balance: -30_000 });
    expect(await newest(owner)).toMatchObject({ state: "captured", amount_cents: PRICE, total_cents: 49_900 });
    expect(await receiptOf(owner)).toMatchObject({ amountCents: PRICE, balanceCents: 30_000, totalCents: 49_900 });
    const text = mailWords(await writeOrderMail(database(), { orderId: owner.orderId, event: "receipt" }));
    expect(text).toContain("From the balance at Stripe: −$300 Paid: $499");
    expect(await refundable(owner)).toBe(49_900);
    const all = await refundOrder(database(), wish(owner.orderId, board.moderatorId(), 49_900));
    expect(all).toMatchObject({ state: "succeeded", amount_cents: 49_900 });
    expect(await refundable(owner)).toBe(0);
  });

  test("as a whole: nothing was paid and nothing can be refunded, and the order says why", async () => {
    const owner = await subscribed();
    await setBalance(owner, -100_000);
    await aMonthLater();
    const order = await newest(owner);
    expect(order).toMatchObject({ state: "no_cost", total_cents: 0, stripe_payment_intent: null });
    const receipt = await receiptOf(owner);
    expect(receipt).toMatchObject({ amountCents: PRICE, balanceCents: PRICE, totalCents: 0 });
    expect(orderSentence(order, receipt)).toBe(
      "There was nothing to pay: $799 came from your balance at Stripe. The plan works for this month.",
    );
    expect(await refundable(owner)).toBe(0);
  });

  test("which was a debt: it is paid with the month, and can be refunded with it", async () => {
    const owner = await subscribed();
    await setBalance(owner, 5_000);
    await aMonthLater();
    expect(await newest(owner)).toMatchObject({ state: "captured", total_cents: 84_900 });
    expect(await receiptOf(owner)).toMatchObject({ balanceCents: -5_000, totalCents: 84_900 });
    const { id: orderId } = await newest(owner);
    const text = mailWords(await writeOrderMail(database(), { orderId, event: "receipt" }));
    expect(text).toContain("Owed from before, at Stripe: $50 Paid: $849");
    expect(await refundable(owner)).toBe(84_900);
  });
});

test("a month that was paid outside of Stripe is on the books; Stripe has nothing to refund, which an admin is told", async () => {
  const owner = await subscribed();
  await changeCard(owner, FAILING_CARD);
  await aMonthLater();
  await board.stripe().invoices.pay((await planOf(owner)).open_invoice!, { paid_out_of_band: true });
  await board.settled();
  const { id } = await newest(owner);
  expect(await orderOf(id)).toMatchObject({ state: "captured", total_cents: PRICE, stripe_payment_intent: null });
  expect(await refundable(owner)).toBe(0);
  await expect(refundOrder(database(), wish(id, board.moderatorId(), PRICE, { seenCents: 0 }))).rejects.toMatchObject({
    message: expect.stringContaining("not paid through Stripe") as string,
  });
  const { comparison } = (await showOrder(database(), id))!;
  expect(comparison).toBeUndefined();
});

describe("what a plan costs next", () => {
  /** Subscribes in a state where Stripe adds tax, with a promotion that lasts. */
  async function subscribedInOhio() {
    const coupon = await board.stripe().coupons.create({ percent_off: 25, duration: "forever" });
    const { code } = await board.stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
    return subscribed({ code, state: "OH", postal_code: "43004" });
  }
  /** $799 less a quarter, and ten per cent on that. */
  const SUM = "$659.18";

  test("is said as the price before promotion and tax, beside what the last month came to", async () => {
    const owner = await subscribedInOhio();
    const words = await planWords(owner);
    expect(words).toContain("$799 a month before promotions and tax");
    expect(words).toContain(`The month that is paid came to ${SUM}.`);
    expect(await planWords(await subscribed())).not.toContain("came to");
  });

  test("is the very sum that the bank refused, on the page and in the mail", async () => {
    const owner = await subscribedInOhio();
    await changeCard(owner, FAILING_CARD);
    await aMonthLater();
    const plan = await planOf(owner);
    expect(plan).toMatchObject({ status: "past_due", open_cents: 65_918 });
    expect(await planWords(owner)).toContain(`The bank refused ${SUM} for the renewal`);
    const text = mailWords(await writePlanMail(database(), { subscriptionId: plan.id, event: "payment-failed" }));
    expect(text).toContain(`To pay: ${SUM}`);
    expect(text).not.toContain("$799");
  });
});
