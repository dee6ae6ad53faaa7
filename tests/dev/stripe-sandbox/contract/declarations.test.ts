import Stripe from "stripe";
import { beforeAll, describe, expect, test } from "vitest";
import { ContractChecker, decodeForm } from "#tests/support/stripe-contract/check-contract.ts";
import type { Contract } from "#tests/support/stripe-contract/contract.ts";
import { generateContract } from "#tests/support/stripe-contract/generate-contract.ts";
import { loadContract } from "#tests/support/stripe-contract/load-contract.ts";

let contract: Contract;
let checker: ContractChecker;

beforeAll(async () => {
  contract = await loadContract();
  checker = new ContractChecker(contract);
}, 120_000);

const refund = {
  id: "re_1",
  object: "refund",
  amount: 500,
  balance_transaction: null,
  charge: "ch_1",
  created: 1_770_000_000,
  currency: "usd",
  customer: null,
  customer_account: null,
  metadata: { order: "1" },
  payment_intent: "pi_1",
  payment_method: null,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: "succeeded",
  transfer_reversal: null,
};

/** What deviates when the sandbox answers the creation of a refund with this. */
function answering(answer: unknown, status = 200) {
  const body = "payment_intent=pi_1&amount=500";
  return checker.exchange({ method: "POST", url: "/v1/refunds", body, status, answer: JSON.stringify(answer) });
}

/** What deviates when a client asks for this. */
function asking(method: string, url: string, body = "") {
  const error = { error: { type: "invalid_request_error", message: "No." } };
  return checker.exchange({ method, url, body, status: 400, answer: JSON.stringify(error) });
}

describe("The contract", () => {
  test("is that of the installed SDK, route by route", () => {
    expect(contract.sdkVersion).toBe(Stripe.PACKAGE_VERSION);
    expect(contract.routes.length).toBeGreaterThan(500);
    expect(Object.keys(contract.definitions).length).toBeGreaterThan(1_400);
    expect(contract.routes.map((route) => `${route.method} ${route.path}`)).toEqual(
      expect.arrayContaining([
        "POST /v1/checkout/sessions/{}/expire",
        "GET /v1/subscriptions",
        "DELETE /v1/subscriptions/{}",
        "POST /v1/billing_portal/sessions",
        "POST /v1/test_helpers/test_clocks/{}/advance",
      ]),
    );
  });

  test("is the same each time it is generated", () => {
    expect(JSON.stringify(generateContract())).toBe(JSON.stringify(contract));
  }, 120_000);

  test("leaves nothing unsaid of what goes over the wire", () => {
    const unsaid = Object.entries(contract.definitions).flatMap(([name, { properties }]) =>
      Object.entries(Object(properties))
        .filter(([, schema]) => JSON.stringify(schema) === "{}")
        .map(([property]) => `${name}.${property}`),
    );
    // What is uploaded, and no API of v1 answers with.
    expect(unsaid).toEqual(["form lib:FileData.data"]);
  });
});

describe("An answer", () => {
  test("as declared is faithful", () => {
    expect(answering(refund)).toEqual([]);
  });

  test.each([
    ["an unknown field", { ...refund, color: "red" }, 'color: unknown field, is "red"'],
    ["a value that no enum has", { ...refund, reason: "whim" }, 'reason: "whim" is none of'],
    ["a field too few", { ...refund, status: undefined }, "status: is missing"],
    ["null where none may be", { ...refund, amount: null }, "amount: null is not of type integer"],
    ["half a cent", { ...refund, amount: 0.5 }, "amount: 0.5 is not of type integer"],
    ["a date in milliseconds", { ...refund, created: 1_770_000_000_000 }, "created: 1770000000000 is refused"],
    ["a date as text", { ...refund, created: "2026-01-01" }, 'created: "2026-01-01" is not of type integer'],
    ["metadata that is no text", { ...refund, metadata: { order: 1 } }, "metadata.order: 1 is not of type string"],
    ["another object", { ...refund, object: "charge" }, 'object: "charge" is none of "refund"'],
    ["another object where one is expanded", { ...refund, charge: refund }, 'charge.object: "refund" is none of'],
  ])("with %s is not", (_what, answer, deviation) => {
    expect(answering(answer).join("\n")).toContain(`POST /v1/refunds answer 200: ${deviation}`);
  });

  test("says which path deviates, through lists and expanded objects", () => {
    const intent = { id: "pi_1", object: "payment_intent", status: "paid" };
    const list = { object: "list", url: "/v1/refunds", has_more: false, data: [{ ...refund, payment_intent: intent }] };
    const deviations = checker.exchange({
      method: "GET",
      url: "/v1/refunds?limit=1",
      body: "",
      status: 200,
      answer: JSON.stringify(list),
    });
    expect(deviations.join("\n")).toContain('data[0].payment_intent.status: "paid" is none of');
    expect(deviations).toContain("GET /v1/refunds answer 200: data[0].payment_intent.currency: is missing");
  });

  test("to the question for a deleted customer is the deleted one's, exactly", () => {
    const asked = { method: "GET", url: "/v1/customers/cus_1", body: "", status: 200 };
    const gone = { id: "cus_1", object: "customer", deleted: true };
    expect(checker.exchange({ ...asked, answer: JSON.stringify(gone) })).toEqual([]);
    expect(checker.exchange({ ...asked, answer: JSON.stringify({ ...gone, email: null }) })).toEqual([
      "GET /v1/customers/{} answer 200: email: unknown field, is null",
    ]);
  });

  test("that refuses has Stripe's shape and one of its codes", () => {
    const error = {
      type: "invalid_request_error",
      message: "No such charge",
      code: "resource_missing",
      param: "charge",
    };
    expect(answering({ error }, 404)).toEqual([]);
    expect(answering({ error: { ...error, code: "charge_missing" } }, 404).join()).toContain(
      'error.code: "charge_missing"',
    );
    expect(answering({ error: { ...error, type: "bad" } }, 404).join()).toContain('error.type: "bad" is none of');
    expect(answering({ message: "No" }, 500).join("\n")).toContain("error: is missing");
    expect(answering("<html>", 502).join("\n")).toContain('"<html>" is not of type object');
  });

  test("that a route is not served is a deviation of the sandbox's", () => {
    const error = { type: "invalid_request_error", message: "Unrecognized request URL (POST: /v1/refunds)." };
    expect(answering({ error }, 404)).toEqual(["POST /v1/refunds answer 404: the sandbox does not serve it"]);
  });
});

describe("A request", () => {
  test("as declared is faithful, the SDK's own numbers, dates, lists and empty values too", () => {
    expect(asking("GET", "/v1/refunds?created[gte]=1770000000&limit=3&expand[0]=data.charge")).toEqual([]);
    expect(asking("POST", "/v1/refunds", "payment_intent=pi_1&metadata[order]=1&metadata[gone]=")).toEqual([]);
    expect(asking("POST", "/v1/refunds", "payment_intent=pi_1&metadata=")).toEqual([]);
    expect(asking("POST", "/v1/subscriptions/sub_1", "cancel_at=&trial_end=now&cancel_at_period_end=true")).toEqual([]);
    expect(asking("GET", "/v1/products/search?query=x")).toEqual([]);
  });

  test.each([
    ["an unknown route", "GET", "/v1/moons", "", "GET /v1/moons: the SDK knows no such route"],
    ["a method that the route has not", "DELETE", "/v1/refunds/re_1", "", "the SDK knows no such route"],
    ["an unknown parameter", "POST", "/v1/refunds", "payment_intent=pi_1&colour=red", "colour: unknown field"],
    ["an unknown parameter in the query", "GET", "/v1/refunds?colour=red", "", "colour: unknown field"],
    ["a value that no enum has", "POST", "/v1/refunds", "reason=whim", 'reason: "whim" is none of'],
    ["no number", "POST", "/v1/refunds", "amount=5.5", 'amount: "5.5" does not match'],
    ["no date", "POST", "/v1/subscriptions/sub_1", "trial_end=later", 'trial_end: "later" does not match'],
    ["a required parameter too few", "POST", "/v1/payment_intents", "amount=100", "currency: is missing"],
    ["a text where a group belongs", "POST", "/v1/refunds", "metadata=x", 'metadata: "x" is none of ""'],
  ])("with %s is not", (_what, method, url, body, deviation) => {
    expect(asking(method, url, body).join("\n")).toContain(deviation);
  });

  test("is read as Stripe reads forms", () => {
    expect(decodeForm("a[b][0][c]=1&a[b][1][c]=2&d[]=x&d[]=y&e=%26")).toEqual({
      a: { b: [{ c: "1" }, { c: "2" }] },
      d: ["x", "y"],
      e: "&",
    });
  });
});

describe("An event", () => {
  const event = {
    id: "evt_1",
    object: "event",
    api_version: Stripe.API_VERSION,
    created: 1_770_000_000,
    data: { object: refund },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: "refund.updated",
  };
  const sending = (data: object, more: object = {}) => checker.event(JSON.stringify({ ...event, data, ...more }));

  test("carries the object that its type is about", () => {
    expect(sending({ object: refund })).toEqual([]);
    expect(sending({ object: refund }, { type: "charge.updated" }).join()).toContain('data.object.object: "refund"');
    expect(sending({ object: refund }, { type: "refund.eaten" })).toEqual([
      "event refund.eaten: the SDK knows no such type",
    ]);
  });

  test("tells of what changed only that, as it was", () => {
    const previous = (previous_attributes: object) => sending({ object: refund, previous_attributes });
    expect(previous({ status: "pending" })).toEqual([]);
    // A key that the metadata did not have before is null there.
    expect(previous({ metadata: { order: null } })).toEqual([]);
    expect(previous({ destination_details: { card: { reference: "1" } } })).toEqual([]);
    expect(previous({ state: "pending" }).join()).toContain("data.previous_attributes.state: unknown field");
    expect(previous({ amount: "5" }).join()).toContain('data.previous_attributes.amount: "5" is not of type integer');
  });
});
