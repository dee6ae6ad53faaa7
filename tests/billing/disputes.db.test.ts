import { beforeAll, describe, expect, test } from "vitest";
import { appendNewLine } from "~/billing/ledger.queries.server.ts";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { readTakenCredits } from "~/billing/reversal.queries.server.ts";
import { reverseCredits } from "~/billing/reverse-credits.server.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { writeOrderMail } from "~/billing/write-mail.server.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { aPost, jobOf, runTasks, startBilling } from "./board.ts";
import { balanceOf, disputesOf, newsOf, orderOf, reversalLines, submitForCredit, wish } from "./reversals.ts";
import { mailWords } from "./words.ts";

const board = startBilling();
const PACK = 89_500;
let adminId: AccountId;
beforeAll(async () => {
  adminId = await anAccount({ staffRole: "admin", name: "Nadia Okafor" });
});

async function paidPack() {
  const post = await aPost();
  const orderId = await board.buyPack(post);
  await board.hearWebhooks();
  return { post, orderId };
}

async function dispute(orderId: OrderId, inquiry = false) {
  const { stripe_payment_intent } = await orderOf(orderId);
  await board.control("/disputes", { payment_intent: stripe_payment_intent, reason: "fraudulent", inquiry });
  const { data } = await board.stripe().disputes.list({ payment_intent: stripe_payment_intent! });
  return data[0]!.id;
}
const decide = (id: string, outcome: "won" | "lost") => board.control(`/disputes/${id}/decide`, { outcome });

async function reconcile(ahead: number) {
  freezeClock(later(now(), ahead));
  await reconcileBilling(database());
  freezeClock();
  await runTasks(ahead + MINUTE);
}

describe("a dispute of a pack", () => {
  test("takes the unspent credits while it is open, and gives them back when it is won", async () => {
    const { post, orderId } = await paidPack();
    const used = await submitForCredit(post);
    await board.decide(used);
    const id = await dispute(orderId);
    await board.hearWebhooks();
    expect(await disputesOf(orderId)).toMatchObject([{ id, state: "needs_response", amount_cents: PACK }]);
    expect(await reversalLines(post)).toEqual(["dispute -4 1"]);
    expect(await balanceOf(post)).toBe(0);
    await decide(id, "won");
    await board.hearWebhooks();
    expect(await reversalLines(post)).toEqual(["dispute -4 1", "dispute 4 -1"]);
    expect(await balanceOf(post)).toBe(4);
    expect(await newsOf(orderId)).toEqual(["disputed", "dispute_won"]);
    const keys = await database()
      .selectFrom("credit_ledger")
      .select("source_key")
      .where("order_id", "=", orderId)
      .where("kind", "=", "dispute")
      .orderBy("id")
      .execute();
    expect(keys.map((row) => row.source_key)).toEqual([`dispute:${id}:open`, `dispute:${id}:won`]);
  });

  test("that is lost keeps what it took", async () => {
    const { post, orderId } = await paidPack();
    const id = await dispute(orderId);
    await decide(id, "lost");
    await board.hearWebhooks();
    expect(await disputesOf(orderId)).toMatchObject([{ state: "lost" }]);
    expect(await reversalLines(post)).toEqual(["dispute -5 0"]);
    await board.settled();
    expect(await newsOf(orderId)).toContain("dispute_lost");
  });

  test("that is only an inquiry takes nothing", async () => {
    const { post, orderId } = await paidPack();
    const id = await dispute(orderId, true);
    await board.hearWebhooks();
    expect(await balanceOf(post)).toBe(5);
    await decide(id, "won");
    await board.hearWebhooks();
    expect(await disputesOf(orderId)).toMatchObject([{ state: "warning_closed" }]);
    expect(await newsOf(orderId)).toEqual([]);
  });

  test("that an inquiry became is followed", async () => {
    const { post, orderId } = await paidPack();
    const id = await dispute(orderId, true);
    await board.hearWebhooks();
    await decide(id, "lost");
    await board.hearWebhooks();
    expect(await balanceOf(post)).toBe(0);
  });

  test("after a refund of a part takes the rest, never twice", async () => {
    const { post, orderId } = await paidPack();
    await refundOrder(database(), wish(orderId, adminId, PACK / 5, { seenCents: PACK }));
    await dispute(orderId);
    await board.hearWebhooks();
    expect(await reversalLines(post)).toEqual(["refund -1 0", "dispute -4 0"]);
  });

  test("stands in the way of a refund", async () => {
    const { orderId } = await paidPack();
    await dispute(orderId);
    await board.hearWebhooks();
    await expect(refundOrder(database(), wish(orderId, adminId, PACK))).rejects.toThrow(/\$0 can be refunded/);
  });

  test("of which no webhook tells is found: its opening by the events, its end by looking again", async () => {
    const { post, orderId } = await paidPack();
    board.deafen();
    const id = await dispute(orderId);
    await reconcile(MINUTE);
    expect(await balanceOf(post)).toBe(0);
    await decide(id, "won");
    await reconcile(20 * MINUTE);
    expect(await balanceOf(post)).toBe(5);
  });
});

describe("a dispute that changes more than once", () => {
  test("takes and gives back each time, each change a line of its own", async () => {
    const { post, orderId } = await paidPack();
    const order = await orderOf(orderId);
    const change = (what: "open" | "won", cents: number) =>
      transact(database(), (trx) =>
        reverseCredits(trx, order, cents, { kind: "dispute", sourceKey: `dispute:dp_${orderId}:${what}` }),
      );
    await change("open", PACK / 5);
    await change("open", PACK);
    expect(await balanceOf(post)).toBe(0);
    const taken = () => readTakenCredits(database(), orderId, `dispute:dp_${orderId}`);
    expect(await taken()).toEqual({ credits: 5, shortfall: 0, moved: true });
    await change("won", 0);
    await change("open", PACK);
    expect(await taken()).toEqual({ credits: 5, shortfall: 0, moved: true });
    await change("won", 0);
    expect(await taken()).toEqual({ credits: 0, shortfall: 0, moved: true });
    const lines = ["dispute -1 0", "dispute -4 0", "dispute 5 0", "dispute -5 0", "dispute 5 0"];
    expect(await reversalLines(post)).toEqual(lines);
    const keys = await database()
      .selectFrom("credit_ledger")
      .select("source_key")
      .where("order_id", "=", orderId)
      .where("kind", "=", "dispute")
      .orderBy("id")
      .execute();
    expect(keys.map((row) => row.source_key.replace(`dispute:dp_${orderId}:`, ""))).toEqual([
      "open",
      "open:2",
      "won",
      "open:3",
      "won:2",
    ]);
  });

  test("never loses a line without a word", async () => {
    const { employerId } = await aPost();
    const line = { employer_id: employerId, kind: "grant", delta: 1, source_key: `test:${employerId}` } as const;
    await transact(database(), (trx) => appendNewLine(trx, line));
    await expect(transact(database(), (trx) => appendNewLine(trx, line))).rejects.toMatchObject({
      code: "ER_DUP_ENTRY",
    });
  });
});

test("a post that was charged in Stripe's Dashboard before its review does not go live once a dispute of it is lost", async () => {
  const post = await aPost();
  const orderId = await board.pay(post);
  await board.hearWebhooks();
  await board.stripe().paymentIntents.capture((await orderOf(orderId)).stripe_payment_intent!);
  await board.hearWebhooks();
  expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  const id = await dispute(orderId);
  await board.hearWebhooks();
  await decide(id, "lost");
  await board.hearWebhooks();
  expect(await jobOf(post)).toMatchObject({ state: "draft" });
});

describe("the mail about a decided dispute", () => {
  async function wonMail(orderId: OrderId) {
    const about = await dispute(orderId);
    await board.hearWebhooks();
    await decide(about, "won");
    await board.hearWebhooks();
    return mailWords(await writeOrderMail(database(), { orderId, event: "dispute_won", about }));
  }

  test("tells of credits where the dispute had taken some", async () => {
    const { orderId } = await paidPack();
    expect(await wonMail(orderId)).toContain("had taken from your credits is yours again");
  });

  test("has no word of credits where the order has none", async () => {
    const post = await aPost();
    const orderId = await board.pay(post);
    await board.hearWebhooks();
    await board.decide(post);
    expect(await wonMail(orderId)).not.toMatch(/credit/i);
  });
});

test("a dispute of a single post is recorded, and its job stays live", async () => {
  const post = await aPost();
  const orderId = await board.pay(post);
  await board.hearWebhooks();
  await board.decide(post);
  const id = await dispute(orderId);
  await board.hearWebhooks();
  expect(await disputesOf(orderId)).toMatchObject([{ id, state: "needs_response" }]);
  expect(await jobOf(post)).toMatchObject({ state: "live" });
  expect(await newsOf(orderId)).toEqual(["disputed"]);
});
