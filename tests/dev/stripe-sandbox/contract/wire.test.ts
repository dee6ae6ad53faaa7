import { expect, test } from "vitest";
import { expectDeviation, heardOnWire } from "#tests/support/stripe-contract/hold-to-contract.ts";
import { tellOfEvent, tellOfExchange } from "../../../../dev/stripe-sandbox/wire.ts";
import { startReceiver, startSandbox, webhookSecret } from "../sandbox.ts";

test("every answer and every webhook of a sandbox is compared with the contract", async () => {
  const before = heardOnWire();
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox({ webhookUrl: receiver.url, webhookSecret });
  await stripe.customers.create({ name: "North Hospital" });
  await stripe.customers.list();
  await control("/deliveries/flush");
  expect(receiver.types()).toEqual(["customer.created"]);
  expect(heardOnWire()).toEqual({ exchanges: before.exchanges + 2, events: before.events + 1 });
});

test("an answer that deviates fails its test, unless the test says that it will", () => {
  expectDeviation(/^DELETE \/v1\/coupons\/\{\} answer 200: deleted: "yes" is not of type boolean$/);
  const answer = JSON.stringify({ id: "co_1", object: "coupon", deleted: "yes" });
  tellOfExchange({ method: "DELETE", url: "/v1/coupons/co_1", body: "", status: 200, answer });
});

test("a webhook that deviates does so too", () => {
  expectDeviation(/^event coupon.eaten: the SDK knows no such type$/);
  tellOfEvent(JSON.stringify({ object: "event", type: "coupon.eaten" }));
});
