import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { payWith, startSandbox } from "./sandbox.ts";
import { day, packSession, payFrom, typesSince } from "./shop.ts";

/** A pack for $499.00, paid with this card. */
async function paid(card: string) {
  const sandbox = await startSandbox();
  const session = await packSession(sandbox.stripe);
  await payWith(session.url, card);
  const { payment_intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  return { ...sandbox, session, intent: String(payment_intent) };
}

const chargeOf = async (stripe: Stripe, intent: string) => {
  const { data } = await stripe.charges.list({ payment_intent: intent, limit: 1 });
  return data[0];
};

describe("a refund", () => {
  test("carries its metadata, and is found by its payment intent", async () => {
    const { stripe, intent } = await paid("4242424242424242");
    const params = { payment_intent: intent, amount: 9_900, metadata: { refund: "r1" } };
    const { id } = await stripe.refunds.create(params, { idempotencyKey: "refund:r1" });
    const { data } = await stripe.refunds.list({ payment_intent: intent });
    expect(data).toMatchObject([{ id, amount: 9_900, status: "succeeded", metadata: { refund: "r1" } }]);
    expect(await chargeOf(stripe, intent)).toMatchObject({ amount_refunded: 9_900, refunded: false });
  });

  test("may be pending, then succeed", async () => {
    const { stripe, control, intent } = await paid("4000000000007726");
    const { id, status, pending_reason } = await stripe.refunds.create({ payment_intent: intent });
    expect({ status, pending_reason }).toEqual({ status: "pending", pending_reason: "processing" });
    await control("/clock/advance", { seconds: day });
    expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
    expect((await stripe.events.list({ type: "refund.updated" })).data[0]?.data.previous_attributes).toMatchObject({
      status: "pending",
    });
  });

  test("may succeed, then fail: the money is the merchant's again and can be refunded anew", async () => {
    const { stripe, control, intent, session } = await paid("4000000000005126");
    const { id, status } = await stripe.refunds.create({ payment_intent: intent });
    expect(status).toBe("succeeded");
    expect(await chargeOf(stripe, intent)).toMatchObject({ refunded: true });
    await control("/clock/advance", { seconds: day });
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "unknown",
      failure_balance_transaction: expect.stringMatching(/^txn_/),
    });
    expect(await chargeOf(stripe, intent)).toMatchObject({ refunded: false, amount_refunded: 0 });
    expect(await typesSince(stripe, session.created, "refund")).toEqual([
      "refund.created",
      "refund.updated",
      "refund.failed",
    ]);
    expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(49_900);
  });

  test("can be canceled while it is pending, and not after", async () => {
    const { stripe, control, intent } = await paid("4000000000007726");
    const { id } = await stripe.refunds.create({ payment_intent: intent });
    expect((await stripe.refunds.cancel(id)).status).toBe("canceled");
    expect(await chargeOf(stripe, intent)).toMatchObject({ amount_refunded: 0 });
    await expect(stripe.refunds.cancel(id)).rejects.toMatchObject({ statusCode: 400 });
    const { id: second } = await stripe.refunds.create({ payment_intent: intent });
    await control(`/refunds/${second}/settle`, { outcome: "failed" });
    expect((await stripe.refunds.retrieve(second)).status).toBe("failed");
  });

  test("of a payment from a bank account goes there, once it arrived", async () => {
    const { stripe, control } = await startSandbox();
    const session = await packSession(stripe);
    await payFrom(session.url, "000123456789");
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
    const refund = () => stripe.refunds.create({ payment_intent: String(payment_intent) });
    await expect(refund()).rejects.toMatchObject({ param: "payment_intent" });
    await control("/clock/advance", { seconds: 4 * day });
    expect(await refund()).toMatchObject({ destination_details: { type: "us_bank_transfer" } });
  });
});

describe("a dispute", () => {
  const disputeOf = async (stripe: Stripe, intent: string) => {
    const { data } = await stripe.disputes.list({ payment_intent: intent });
    if (!data[0]) throw new Error("It is not disputed");
    return data[0];
  };

  test("by a test card takes the money at once, and the charge can't be refunded", async () => {
    const { stripe, intent, session } = await paid("4000000000000259");
    expect(await disputeOf(stripe, intent)).toMatchObject({
      status: "needs_response",
      reason: "fraudulent",
      amount: 49_900,
      is_charge_refundable: false,
      balance_transactions: [{ amount: -49_900, fee: 1_500, net: -51_400, type: "adjustment" }],
    });
    expect(await chargeOf(stripe, intent)).toMatchObject({ disputed: true, refunded: false });
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ code: "charge_disputed" });
    expect(await typesSince(stripe, session.created, "charge.dispute")).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
  });

  test("is won by winning evidence, and the money comes back", async () => {
    const { stripe, intent, session } = await paid("4000000000000259");
    const { id } = await disputeOf(stripe, intent);
    const won = await stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    expect(won).toMatchObject({
      status: "won",
      evidence_details: { submission_count: 1, has_evidence: true },
      balance_transactions: [{ amount: -49_900 }, { amount: 49_900, fee: 0 }],
    });
    expect((await typesSince(stripe, session.created, "charge.dispute")).slice(2)).toEqual([
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
    expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe("succeeded");
  });

  test.each([
    [
      "losing evidence",
      (stripe: Stripe, id: string) =>
        stripe.disputes.update(id, { evidence: { uncategorized_text: "losing_evidence" } }),
    ],
    ["accepting it", (stripe: Stripe, id: string) => stripe.disputes.close(id)],
  ])("is lost by %s, and closed for good", async (_, lose) => {
    const { stripe, intent } = await paid("4000000000000259");
    const { id } = await disputeOf(stripe, intent);
    expect(await lose(stripe, id)).toMatchObject({ status: "lost", balance_transactions: [{ amount: -49_900 }] });
    const late = stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    await expect(late).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.events.list({ type: "charge.dispute.funds_reinstated" })).data).toEqual([]);
  });

  test("keeps evidence that is not handed in yet, and is lost when nobody answers in time", async () => {
    const { stripe, control, intent } = await paid("4000000000000259");
    const { id, evidence_details } = await disputeOf(stripe, intent);
    const kept = await stripe.disputes.update(id, { evidence: { product_description: "A job post" }, submit: false });
    expect(kept).toMatchObject({ status: "needs_response", evidence: { product_description: "A job post" } });
    await control("/clock/advance", { seconds: (evidence_details.due_by ?? 0) - kept.created });
    expect((await stripe.disputes.retrieve(id)).status).toBe("lost");
  });

  test("with other evidence is under review until the bank decides", async () => {
    const { stripe, control, intent } = await paid("4000000000000259");
    const { id } = await disputeOf(stripe, intent);
    const handed = await stripe.disputes.update(id, { evidence: { product_description: "A job post" } });
    expect(handed.status).toBe("under_review");
    await control(`/disputes/${id}/decide`, { outcome: "won" });
    expect((await stripe.disputes.retrieve(id)).status).toBe("won");
  });

  test("that is only an inquiry takes no money and may be refunded; left alone it closes", async () => {
    const { stripe, control, intent } = await paid("4000000000001976");
    const { id, ...inquiry } = await disputeOf(stripe, intent);
    expect(inquiry).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
    });
    expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe("succeeded");
    await control("/clock/advance", { seconds: 120 * day });
    expect((await stripe.disputes.retrieve(id)).status).toBe("warning_closed");
  });

  test("can be opened against any payment by the control API", async () => {
    const { stripe, control, intent } = await paid("4242424242424242");
    await control("/disputes", { payment_intent: intent, reason: "product_not_received" });
    expect(await disputeOf(stripe, intent)).toMatchObject({
      reason: "product_not_received",
      payment_method_details: { card: { network_reason_code: "13.1" } },
    });
  });
});
