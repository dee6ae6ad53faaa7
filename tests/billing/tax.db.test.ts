import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readReceipt } from "~/billing/read-order.server.ts";
import { creditBalance } from "~/billing/use-right.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { PayChoices } from "~/jobs/components/post/pay-choices.tsx";
import { database } from "~/platform/database.server.ts";
import { aPost, jobOf, openPack, ordersOf, startBilling, submitCheckout } from "./board.ts";

process.env.STRIPE_TAX = "1";
const board = startBilling();

/** Pays as somebody in Ohio: Stripe shows the tax before it takes the money. */
async function payInOhio(checkoutUrl: string | null | undefined) {
  const fields = {
    action: "pay",
    email: "owner@example.com",
    card_number: "4242424242424242",
    card_expiry: "12/34",
    card_cvc: "123",
    name: "Ada Coder",
    country: "US",
    state: "OH",
    postal_code: "43004",
  };
  await submitCheckout(checkoutUrl ?? null, fields);
  await board.hearWebhooks();
}

test("a tax that Stripe adds to a pack is accepted, and stands on the receipt", async () => {
  const post = await aPost();
  const { orderId, checkoutUrl } = await openPack(post);
  await payInOhio(checkoutUrl);
  expect(await readReceipt(database(), post.accountId, orderId)).toMatchObject({
    amountCents: 89_500,
    taxCents: 8_950,
    totalCents: 98_450,
  });
  expect(await creditBalance(database(), post.employerId)).toBe(5);
});

test("a tax that Stripe adds to a single post is authorized with it, and charged at approval", async () => {
  const post = await aPost();
  const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North" });
  await payInOhio(checkoutUrl);
  expect(await ordersOf(post)).toMatchObject([{ state: "authorized", amount_cents: 19_900, total_cents: 21_890 }]);
  expect(await board.decide(post)).toEqual({ money: "charged", amountCents: 21_890 });
  expect(await jobOf(post)).toMatchObject({ state: "live" });
  expect(await readReceipt(database(), post.accountId, orderId)).toMatchObject({ taxCents: 1_990, totalCents: 21_890 });
});

test("the tax is asked for on top of the price, whatever the Dashboard says is usual", async () => {
  const post = await aPost();
  const { orderId } = await openPack(post);
  const { stripe_session } = await database()
    .selectFrom("order")
    .select("stripe_session")
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  const { data } = await board.stripe().checkout.sessions.listLineItems(stripe_session!);
  expect(data).toMatchObject([{ price: { tax_behavior: "exclusive" } }]);
});

test.each([
  { cents: 19_900, credits: 0, planName: null },
  { cents: 19_900, credits: 2, planName: "Unlimited" },
])("whoever pays by card for a job is told that tax may be added: %o", (offer) => {
  expect(renderToStaticMarkup(createElement(PayChoices, { offer }))).toMatch(/\$199[^.]*\..*tax may be added/i);
});
