import { stripe } from "~/billing/stripe-client.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type OrderId } from "~/platform/ids.ts";
import { fillIn } from "./at-stripe.ts";
import { money } from "./deeds.ts";
import { SECRET, type World } from "./world.ts";

// Whoever can make objects or events may write our ids into them: none of it is money.

const seals = {
  good: () => ({ secret: SECRET }),
  old: () => ({ secret: SECRET, timestamp: Math.floor(Date.now() / 1_000) - 600 }),
  wrong: () => ({ secret: "whsec_somebody_elses" }),
};

/** An event that says of an order that it is paid, and one that says of its payment that it went back. */
export async function forgeEvent(world: World, orderId: OrderId | undefined, seal: keyof typeof seals): Promise<void> {
  if (!orderId) return;
  const order = await database()
    .selectFrom("order")
    .select(["stripe_session as session", "stripe_payment_intent as intent"])
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  const metadata = { order: orderId };
  const paid = { object: "checkout.session", id: order.session, payment_status: "paid", status: "complete", metadata };
  const back = { object: "charge", id: "ch_forged", payment_intent: order.intent, refunded: true, metadata };
  for (const [type, object] of [
    ["checkout.session.completed", paid],
    ["charge.refunded", back],
  ] as const) {
    const payload = JSON.stringify({
      id: `evt_${newId()}`,
      object: "event",
      account: "acct_another",
      type,
      data: { object },
    });
    const signature = stripe().webhooks.generateTestHeaderString({ payload, ...seals[seal]() });
    const status = await world.deliver(payload, signature);
    if (status !== (seal === "good" ? 200 : 400))
      throw new Error(`An event with a ${seal} seal was answered ${status}`);
  }
}

/** A stranger pays a dollar for something that names an order of ours. */
export async function forgePurchase(orderId: OrderId | undefined, what: "payment" | "subscription"): Promise<void> {
  if (!orderId) return;
  const price = { currency: "usd", unit_amount: 100, product_data: { name: "Single post" } };
  const metadata = { order: orderId };
  if (what === "payment") {
    const { id: customer } = await stripe().customers.create({ email: "stranger@example.com" });
    const { url } = await stripe().checkout.sessions.create({
      mode: "payment",
      customer,
      client_reference_id: orderId,
      metadata,
      line_items: [{ quantity: 1, price_data: price }],
      success_url: "http://localhost:3000/",
    });
    return fillIn(url, money.card);
  }
  const { id: customer } = await stripe().customers.create({
    email: "stranger@example.com",
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
  const { id } = await stripe().prices.create({ ...price, recurring: { interval: "month" } });
  await stripe().subscriptions.create({ customer, items: [{ price: id }], metadata });
}
