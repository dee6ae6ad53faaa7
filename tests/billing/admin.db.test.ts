import { beforeAll, describe, expect, test } from "vitest";
import { changeCredits } from "~/billing/change-credits.server.ts";
import { editPlan, planVersion } from "~/billing/edit-plan.server.ts";
import { listMoneyBack } from "~/billing/list-money-back.server.ts";
import { readLetter } from "~/billing/read-letter.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { resyncOrder } from "~/billing/resync-order.server.ts";
import type { OrderNarrowing } from "~/billing/admin-orders.ts";
import { resendReceipt } from "~/billing/resend-receipt.server.ts";
import { findPlan, showEmployers, showOrder, showOrders } from "~/billing/show-admin.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type Id, type OrderId } from "~/platform/ids.ts";
import { action as employerAction, loader as employerLoader } from "~/routes/admin/employer.tsx";
import { action as orderAction, loader as orderLoader } from "~/routes/admin/order.tsx";
import { loader as ordersLoader } from "~/routes/admin/orders.tsx";
import { action as planAction } from "~/routes/admin/plan.tsx";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { aPost, openPack, payOn, startBilling, type Post } from "./board.ts";
import { balanceOf, orderOf, refundsOf, submitForCredit, wish } from "./reversals.ts";

const board = startBilling();
const PACK = 89_500;
const context = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };
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

const auditOf = async (id: string) =>
  (await database().selectFrom("audit").selectAll().where("subject_id", "=", id).orderBy("id").execute()).map(
    (row) => ({
      action: row.action,
      by: row.actor_account_id,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    }),
  );

const post = async (path: string, fields: Record<string, string>) =>
  requestAs(adminId, path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
const ids = (found: { items: { id: string }[] }) => found.items.map((row) => row.id);

describe("the list of orders", () => {
  let orderId: OrderId;
  let one: Post;
  beforeAll(async () => {
    one = await aPost();
    orderId = await board.buyPack(one);
    await board.hearWebhooks();
  });
  const search = (words: string) => showOrders(database(), { words });

  test("finds an order by its number, receipt, employer, and its names at Stripe", async () => {
    const { stripe_session, stripe_payment_intent } = await orderOf(orderId);
    const { number } = await database()
      .selectFrom("receipt")
      .select("number")
      .where("order_id", "=", orderId)
      .executeTakeFirstOrThrow();
    const { name } = await database()
      .selectFrom("employer")
      .select("name")
      .where("id", "=", one.employerId)
      .executeTakeFirstOrThrow();
    const words = [orderId, one.employerId, name.slice(4), stripe_session!, stripe_payment_intent!];
    for (const word of [...words, `CC-${String(number).padStart(6, "0")}`])
      expect(ids(await search(word)), word).toEqual([orderId]);
  });

  test.each(["%", "_", "\\", "' or 1=1 --", "%%%", "𝕏", "<script>", "cs_'", "CC-999999999", "re_nothing", "\u0000"])(
    "takes %j as words, not as anything else",
    async (words) => {
      expect(ids(await search(words))).toEqual([]);
    },
  );

  test("answers a hostile address like any other", async () => {
    const query = new URLSearchParams({
      words: "%\u0000'\"".repeat(200),
      state: "__proto__",
      kind: "constructor",
      from: "2026-02-31",
      to: "'",
      before: "../..",
    });
    const answer = await ordersLoader({
      request: await requestAs(adminId, `/admin/orders?${query}`),
      params: {},
      context,
    });
    expect(Object.values(answer.narrowed).filter(Boolean)).toEqual([]);
    expect(answer.words.length).toBeLessThanOrEqual(100);
    expect(answer.orders.items).toEqual([]);
  });

  test("is narrowed to a state, and to what went back", async () => {
    await refundOrder(database(), wish(orderId, adminId, 100, { seenCents: PACK }));
    const refunded = await showOrders(database(), { words: "", narrowed: { state: "refunded" } });
    expect(ids(refunded)).toContain(orderId);
    expect(Number(refunded.items.find((row) => row.id === orderId)?.refundedCents)).toBe(100);
    expect(ids(await showOrders(database(), { words: orderId, narrowed: { state: "expired" } }))).toEqual([]);
    expect(ids(await showOrders(database(), { words: orderId, narrowed: { state: "captured" } }))).toEqual([orderId]);
  });

  test("is narrowed to what was ordered, to days, and to who ordered", async () => {
    const { created_by, created_at } = await orderOf(orderId);
    const { email } = await database()
      .selectFrom("account")
      .select("email")
      .where("id", "=", created_by)
      .executeTakeFirstOrThrow();
    const day = created_at.toISOString().slice(0, 10);
    const by = (narrowed: OrderNarrowing) => showOrders(database(), { words: email.toUpperCase(), narrowed });
    expect(ids(await by({ kind: "pack", from: day, to: day }))).toEqual([orderId]);
    expect(ids(await by({ kind: "single" }))).toEqual([]);
    expect(ids(await by({ to: "2020-01-01" }))).toEqual([]);
    expect(ids(await by({ from: "2090-01-01" }))).toEqual([]);
  });

  test("mails a receipt again once for each act, and refuses where there is none", async () => {
    const mails = () =>
      database().selectFrom("task").select("id").where("dedupe_key", "like", "staff-receipt:%").execute();
    const act = { id: newId<"mail-act">(), orderId, adminId };
    await Promise.all([resendReceipt(database(), act), resendReceipt(database(), act)]);
    expect(await mails()).toHaveLength(1);
    await resendReceipt(database(), { ...act, id: newId<"mail-act">() });
    expect(await mails()).toHaveLength(2);
    const unpaid = await insertExpired(one);
    await expect(resendReceipt(database(), { ...act, orderId: unpaid })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is paged without losing or repeating one", async () => {
    for (let count = 0; count < 27; count++) await insertExpired(one);
    const first = await search(one.employerId);
    const second = await showOrders(database(), { words: one.employerId, before: first.last!.id });
    expect(first.items).toHaveLength(25);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(29);
    expect(second.last).toBeUndefined();
  });
});

async function insertExpired({ employerId, accountId }: Post): Promise<OrderId> {
  const id: OrderId = newId<"order">();
  const row = await database()
    .selectFrom("order")
    .selectAll()
    .where("employer_id", "=", employerId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const nothing = { stripe_session: null, stripe_payment_intent: null, checkout_url: null, total_cents: null };
  await database()
    .insertInto("order")
    .values({ ...row, ...nothing, id, state: "expired", created_by: accountId })
    .execute();
  return id;
}

describe("an order's page", () => {
  test("shows ours beside Stripe's, and says where they differ", async () => {
    const { orderId } = await paidPack();
    expect((await showOrder(database(), orderId))!.comparison!.map((row) => row.agree)).toEqual(Array(5).fill(true));
    const { stripe_payment_intent } = await orderOf(orderId);
    board.deafen();
    await board.stripe().refunds.create({ payment_intent: stripe_payment_intent!, amount: 5_000 });
    expect((await showOrder(database(), orderId))!.comparison!.find((row) => !row.agree)).toEqual({
      what: "Given back",
      ours: "$0",
      stripes: "$50",
      agree: false,
    });
    await resyncOrder(database(), orderId, byAccount(adminId));
    expect((await showOrder(database(), orderId))!.comparison!.every((row) => row.agree)).toBe(true);
    expect(await auditOf(orderId)).toContainEqual({ action: "order.resync", by: adminId, detail: {} });
  });

  test("is there while Stripe is not", async () => {
    const { orderId } = await paidPack();
    await board.control("/faults", { kind: "api", fault: "server_error", method: "GET", path: "*", times: 100 });
    expect((await showOrder(database(), orderId))!.comparison).toBeUndefined();
    await expect(resyncOrder(database(), orderId, byAccount(adminId))).rejects.toMatchObject({ code: "unavailable" });
    await board.control("/faults/clear");
  });

  test("refunds after a question, once for one answer, and writes it down", async () => {
    const { post: owner, orderId } = await paidPack();
    const path = `/admin/orders/${orderId}`;
    const args = { params: { orderId }, context };
    const words = { reason: "duplicate", note: "Paid twice by mistake." };
    const asked = (await orderAction({
      request: await post(path, { act: "ask", amount: "$179", ...words }),
      ...args,
    })) as Response;
    expect(asked.status).toBe(302);
    expect(await refundsOf(orderId)).toEqual([]);
    const shown = await orderLoader({ request: await requestAs(adminId, asked.headers.get("Location")!), ...args });
    expect(shown.refund).toMatchObject({ cents: 17_900, credits: 1, ends: false, ...words });
    const answer = { act: "refund", id: shown.refund!.id, cents: "17900", seen: String(PACK), ...words };
    for (let click = 0; click < 2; click++) await orderAction({ request: await post(path, answer), ...args });
    expect(await refundsOf(orderId)).toMatchObject([
      { state: "succeeded", amount_cents: 17_900, actor_account_id: adminId, ...words },
    ]);
    expect(await balanceOf(owner)).toBe(4);
    expect((await auditOf(orderId)).filter((row) => row.action === "order.refund")).toMatchObject([
      { by: adminId, detail: { amountCents: 17_900, reason: "duplicate", endsJob: false } },
    ]);
    expect(JSON.stringify(await auditOf(orderId)), "a note may name a person").not.toContain(words.note);
  });

  test.each([
    { amount: "", reason: "duplicate", note: "x" },
    { amount: "-5", reason: "duplicate", note: "x" },
    { amount: "1e9", reason: "duplicate", note: "x" },
    { amount: "5", reason: "because", note: "x" },
    { amount: "5", reason: "duplicate", note: " " },
  ])("refuses %j beside the field, and does nothing", async (fields) => {
    const { orderId } = await paidPack();
    const answer = (await orderAction({
      request: await post(`/admin/orders/${orderId}`, { act: "ask", ...fields }),
      params: { orderId },
      context,
    })) as { init: { status: number } };
    expect(answer.init.status).toBe(400);
    expect(await refundsOf(orderId)).toEqual([]);
  });
});

test("a refund of more than is left is refused beside the amount, with all that was typed", async () => {
  const { orderId } = await paidPack();
  const path = `/admin/orders/${orderId}`;
  const typed = { amount: "895.01", reason: "duplicate", note: "Paid twice by mistake.", ends: "on" };
  const ask = async () =>
    orderAction({ request: await post(path, { act: "ask", ...typed }), params: { orderId }, context });
  expect(await ask()).toMatchObject({
    init: { status: 409 },
    data: { lastResult: { error: { amount: ["At most $895 can be refunded."] }, initialValue: typed } },
  });
  await refundOrder(database(), wish(orderId, adminId, PACK));
  expect(await ask()).toMatchObject({
    init: { status: 409 },
    data: { lastResult: { error: { "": ["Nothing of this order can be refunded by now."] } } },
  });
});

describe("an admin's credits", () => {
  const change = (employerId: EmployerId, credits: number, seenBalance: number, id: Id<"credit-act"> = newId()) =>
    changeCredits(database(), { id, employerId, credits, seenBalance, note: "An apology.", adminId });

  test("are given and taken, each written to the ledger and the audit log", async () => {
    const owner = await aPost();
    expect(await change(owner.employerId, 3, 0)).toBe(3);
    expect(await change(owner.employerId, -2, 3)).toBe(1);
    const lines = await database()
      .selectFrom("credit_ledger")
      .select(["kind", "delta", "note"])
      .where("employer_id", "=", owner.employerId)
      .orderBy("id")
      .execute();
    expect(lines).toEqual([
      { kind: "grant", delta: 3, note: "An apology." },
      { kind: "take", delta: -2, note: "An apology." },
    ]);
    const audit = (await auditOf(owner.employerId)).filter((row) => row.action.startsWith("credits."));
    expect(audit).toMatchObject([
      { action: "credits.grant", by: adminId, detail: { credits: 3, line: expect.any(String) } },
      { action: "credits.take", by: adminId, detail: { credits: -2, line: expect.any(String) } },
    ]);
    expect(JSON.stringify(audit), "a note may name a person").not.toContain("An apology");
  });

  test("are never taken below zero, nor those held for a job", async () => {
    const owner = await aPost();
    await change(owner.employerId, 2, 0);
    await submitForCredit(owner);
    await expect(change(owner.employerId, -2, 1)).rejects.toThrow(/Only 1 credit can be taken/);
    expect(await change(owner.employerId, -1, 1)).toBe(0);
    await expect(change(owner.employerId, -1, 0)).rejects.toMatchObject({ code: "conflict" });
  });

  test("change once for one act, and not over another admin's", async () => {
    const owner = await aPost();
    const id = newId<"credit-act">();
    const answers = await Promise.all([1, 2, 3].map(() => change(owner.employerId, 5, 0, id)));
    expect(answers).toEqual([5, 5, 5]);
    expect(await balanceOf(owner)).toBe(5);
    const two = await Promise.allSettled([change(owner.employerId, -3, 5), change(owner.employerId, -3, 5)]);
    expect(two.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await balanceOf(owner)).toBe(2);
  });

  test("are asked for before they change", async () => {
    const { employerId } = await aPost();
    const path = `/admin/employers/${employerId}`;
    const args = { params: { employerId }, context };
    const words = { how: "give", credits: "2", note: "A rejected job that should not have been." };
    const asked = (await employerAction({ request: await post(path, { act: "ask", ...words }), ...args })) as Response;
    expect(await balanceOf({ employerId })).toBe(0);
    const { ask } = await employerLoader({
      request: await requestAs(adminId, asked.headers.get("Location")!),
      ...args,
    });
    expect(ask).toMatchObject({ how: "give", credits: 2 });
    await employerAction({ request: await post(path, { act: "credits", seen: "0", id: ask!.id, ...words }), ...args });
    expect(await balanceOf({ employerId })).toBe(2);
    for (const credits of ["0", "101", "1.5", "many"]) {
      const answer = await employerAction({ request: await post(path, { act: "ask", ...words, credits }), ...args });
      expect(answer, credits).toMatchObject({ init: { status: 400 } });
    }
  });

  test("are found by the employer's name, whatever is typed", async () => {
    const { employerId } = await aPost();
    expect(ids(await showEmployers(database(), { words: employerId }))).toEqual([employerId]);
    for (const words of ["%", "_", "'; drop table employer; --"])
      expect(ids(await showEmployers(database(), { words }))).toEqual([]);
  });
});

describe("a plan", () => {
  const planOf = async (code: string) => (await findPlan(database(), code))!;
  const edit = async (code: string, set: Partial<Parameters<typeof editPlan>[1]["change"]>, seen?: string) => {
    const plan = await planOf(code);
    const { name, price_cents, credits, term_days } = plan;
    const change = { name, price_cents, credits, term_days, active: plan.active === 1, ...set };
    await editPlan(database(), { code, seen: seen ?? planVersion(plan), change, adminId });
  };

  test("that changes changes no open order: it is paid and granted as it was placed", async () => {
    const owner = await aPost();
    const { orderId, checkoutUrl } = await openPack(owner, "pack-10");
    const before = await planOf("pack-10");
    await edit("pack-10", { name: "Pack of 12", price_cents: 200_000, credits: 12, term_days: 45 });
    await payOn(checkoutUrl);
    expect(await syncOrder(database(), orderId)).toMatchObject({
      state: "captured",
      plan_name: "Pack of 10",
      total_cents: before.price_cents,
    });
    expect(await balanceOf(owner)).toBe(10);
    const next = await openPack(owner, "pack-10");
    expect(await orderOf(next.orderId)).toMatchObject({ plan_name: "Pack of 12", amount_cents: 200_000, credits: 12 });
    const { name, price_cents, credits, term_days } = before;
    await edit("pack-10", { name, price_cents, credits, term_days });
    expect((await auditOf("plan:pack-10")).map((row) => row.detail)).toMatchObject([
      { price_cents: "159000..200000", credits: "10..12", term_days: "30..45" },
      { price_cents: "200000..159000" },
    ]);
  });

  test("is not saved over another admin's change", async () => {
    const seen = planVersion(await planOf("pack-5"));
    await edit("pack-5", { term_days: 31 });
    await expect(edit("pack-5", { price_cents: 100 }, seen)).rejects.toThrow(/Somebody changed this plan/);
    await edit("pack-5", { term_days: 30 });
  });

  test("of single posts cannot be taken off sale while it is the only one, and a pack brings a credit", async () => {
    await expect(edit("single-post", { active: false })).rejects.toMatchObject({ code: "conflict", field: "active" });
    await expect(edit("pack-5", { credits: 0 })).rejects.toMatchObject({ code: "invalid", field: "credits" });
  });

  test("is asked about before it is saved, and refused beside the field", async () => {
    const params = { code: "pack-5" };
    const plan = await planOf("pack-5");
    const fields = { act: "ask", seen: planVersion(plan), name: plan.name, price: "899", credits: "5", days: "30" };
    const asked = (await planAction({
      request: await post("/admin/plans/pack-5", fields),
      params,
      context,
    })) as Response;
    expect(asked.headers.get("Location")).toContain("ask=save");
    expect(await planOf("pack-5")).toEqual(plan);
    for (const wrong of [{ price: "0.10" }, { price: "20000" }, { name: "" }, { days: "0" }, { credits: "101" }])
      expect(
        await planAction({ request: await post("/admin/plans/pack-5", { ...fields, ...wrong }), params, context }),
      ).toMatchObject({ init: { status: 400 } });
  });
});

test("the employer reads of a refund in its order and its mail", async () => {
  const { post: owner, orderId } = await paidPack();
  await board.decide(await submitForCredit(owner));
  const refund = await refundOrder(database(), wish(orderId, adminId, PACK));
  expect(await listMoneyBack(database(), orderId)).toMatchObject([
    { kind: "refund", cents: PACK, state: "Given back", gone: true, credits: 4, shortfall: 1 },
  ]);
  expect(await readLetter(database(), { orderId, event: "refunded", about: refund.id })).toMatchObject({
    planName: "Pack of 5",
    cents: PACK,
    credits: 4,
    shortfall: 1,
  });
});
