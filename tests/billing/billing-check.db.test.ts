import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { byAccount } from "~/audit/record-audit.server.ts";
import { assertStripeAgrees } from "~/billing/assert-billing-stripe.server.ts";
import { assertBilling, billingAssertions } from "~/billing/assert-billing.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { extendJob } from "~/jobs/extend-job.server.ts";
import { featureJob } from "~/jobs/feature-job.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { DAY, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type OrderId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anotherPost, aPost, DECLINED_CARD, jobOf, ordersOf, payOn, startBilling, type Post } from "./board.ts";
import { planWrongs } from "./plan-wrongs.ts";

const board = startBilling();
const run = promisify(execFile);

/** What puts right again what a test wronged. */
let mend: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const act of mend.reverse()) await act();
  mend = [];
});

/** The names of the broken assertions, each with its broken rows. */
async function broken() {
  const results = await assertBilling(database());
  return Object.fromEntries(
    results.filter((result) => result.broken.length).map((result) => [result.name, result.broken.map((row) => row.id)]),
  );
}

async function submitted(): Promise<Post & { orderId: OrderId }> {
  const post = await aPost();
  const orderId = await board.pay(post);
  await board.hearWebhooks();
  return { ...post, orderId };
}

async function live() {
  const post = await submitted();
  await board.decide(post);
  expect(await jobOf(post)).toMatchObject({ state: "live" });
  return post;
}

async function rejected() {
  const post = await submitted();
  await board.decide(post, "reject");
  expect(await ordersOf(post)).toMatchObject([{ state: "cancelled" }]);
  return post;
}

/** A job in review for the last credit of its employer. */
async function heldCredit() {
  const post = await aPost();
  const termId: TermId = newId<"term">();
  await transact(database(), async (trx) => {
    const grant = { employerId: post.employerId, credits: 1, actorAccountId: board.moderatorId(), note: "" };
    await grantCredits(trx, { ...grant, sourceKey: `test:${post.jobId}` });
    const right = { kind: "credit", ref: `hold:${termId}` } as const;
    await submitJob(trx, { ...post, termId, right, days: 30, actor: byAccount(post.accountId) });
    await holdCredit(trx, { employerId: post.employerId, termId });
  });
  return { ...post, termId };
}

/** The line of the ledger that a paid pack added. */
async function packLine() {
  const orderId = await board.buyPack(await aPost());
  await board.hearWebhooks();
  const line = await database()
    .selectFrom("credit_ledger")
    .select("id")
    .where("order_id", "=", orderId)
    .executeTakeFirstOrThrow();
  return { id: line.id, orderId };
}

/** A live job that is featured. */
async function featured() {
  const { accountId, jobId } = await live();
  const { orderId, checkoutUrl } = await featureJob(database(), { accountId, jobId, seenCents: 9_900 });
  await payOn(checkoutUrl);
  await settleOrder(database(), orderId);
  const { id: termId, ends_at: ends } = await termOf({ jobId });
  return { jobId, orderId, termId, ends: ends! };
}

/** Changes a column by hand, and puts it back after the test. */
/** A live job that was extended by card. */
async function extended() {
  const post = await live();
  const wish = { accountId: post.accountId, jobId: post.jobId, payBy: "card" as const, seenCents: 19_900 };
  const page = await extendJob(database(), wish);
  await payOn(page.kind === "checkout" ? page.url : null);
  const order = await database()
    .selectFrom("order")
    .select("id")
    .where("job_id", "=", post.jobId)
    .where("kind", "=", "extension")
    .executeTakeFirstOrThrow();
  await settleOrder(database(), order.id);
  const term = await database()
    .selectFrom("term")
    .selectAll()
    .where("order_id", "=", order.id)
    .executeTakeFirstOrThrow();
  return { ...post, orderId: order.id, term };
}

async function wrong<Table extends "order" | "job" | "term" | "credit_ledger">(
  table: Table,
  id: string,
  set: Record<string, unknown>,
) {
  // The columns are the test's own words; the database refuses a wrong one.
  const change = (values: Record<string, unknown>) =>
    database()
      .updateTable(table as "job")
      .set(values)
      .where("id", "=", id as never)
      .execute();
  const row: Record<string, unknown> = await database()
    .selectFrom(table as "job")
    .selectAll()
    .where("id", "=", id as never)
    .executeTakeFirstOrThrow();
  mend.push(() => change(Object.fromEntries(Object.keys(set).map((column) => [column, row[column]]))));
  await change(set);
}

const termOf = ({ jobId }: Pick<Post, "jobId">) =>
  database().selectFrom("term").selectAll().where("job_id", "=", jobId).executeTakeFirstOrThrow();
const ledgerOf = (termId: TermId, kind: "hold" | "spend" | "return") =>
  database()
    .selectFrom("credit_ledger")
    .selectAll()
    .where("term_id", "=", termId)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();

async function withoutFulfilment(key: string) {
  const row = await database()
    .selectFrom("fulfilment")
    .selectAll()
    .where("source_key", "=", key)
    .executeTakeFirstOrThrow();
  await database().deleteFrom("fulfilment").where("source_key", "=", key).execute();
  mend.push(() => database().insertInto("fulfilment").values(row).execute());
}

async function withFulfilment(source_key: string, order_id: OrderId) {
  await database().insertInto("fulfilment").values({ source_key, order_id, created_at: now() }).execute();
  mend.push(() => database().deleteFrom("fulfilment").where("source_key", "=", source_key).execute());
}

/** A refund of three hours ago. */
async function withRefund(order_id: OrderId, set: { amount_cents: number; state: "wanted" | "pending" | "succeeded" }) {
  const id = newId<"refund">();
  const at = later(now(), -3 * HOUR);
  const nothing = {
    stripe_refund: null,
    idempotency_key: null,
    tried_at: null,
    reason: null,
    note: null,
    failure: null,
  };
  await database()
    .insertInto("refund")
    .values({
      ...nothing,
      ...set,
      id,
      order_id,
      key_spent: 0,
      ends_job: 0,
      actor_account_id: null,
      looked_at: now(),
      created_at: at,
      updated_at: at,
    })
    .execute();
  mend.push(() => database().deleteFrom("refund").where("id", "=", id).execute());
}

async function withEvent(status: "stored" | "failed" | "done" | "ignored", received_at: Date) {
  const id = `evt_${newId()}`;
  const event = { id, type: "charge.captured", payload: "{}", attempts: 1, next_attempt_at: null, last_error: null };
  await database()
    .insertInto("stripe_event")
    .values({ ...event, status, received_at, processed_at: null })
    .execute();
  mend.push(() => database().deleteFrom("stripe_event").where("id", "=", id).execute());
  return id;
}

test("nothing is broken in a job's every way through the board", async () => {
  await submitted();
  await live();
  await rejected();
  await heldCredit();
  const spent = await heldCredit();
  await board.decide(spent);
  const returned = await heldCredit();
  await board.decide(returned, "reject");
  expect(await broken()).toEqual({});
});

/** What is done by hand → exactly what it breaks. */
const wrongs: Record<string, () => Promise<{ breaks: Record<string, string[]> }>> = {
  ...planWrongs(board, (act) => mend.push(act)),
  "a pack that was paid and added nothing": async () => {
    const { id, orderId } = await packLine();
    await wrong("credit_ledger", id, { kind: "grant", order_id: null });
    return { breaks: { "packs-granted-once": [orderId] } };
  },
  "a pack that added more than was bought": async () => {
    const { id, orderId } = await packLine();
    await wrong("credit_ledger", id, { delta: 6 });
    return { breaks: { "packs-granted-once": [orderId] } };
  },
  "credits of a payment that is still on its way": async () => {
    const { orderId } = await packLine();
    await wrong("order", orderId, { state: "processing" });
    return { breaks: { "packs-granted-once": [orderId], "receipts-add-up": [orderId] } };
  },
  "a bank payment that never ends": async () => {
    const orderId = await board.buyPack(await aPost(), "pack-5", DECLINED_CARD);
    await wrong("order", orderId, { state: "processing", created_at: later(now(), -22 * DAY) });
    return { breaks: { "bank-payments-end": [orderId] } };
  },
  "a failed payment that still wants to cancel": async () => {
    const { orderId } = await rejected();
    await wrong("order", orderId, { state: "failed", intent: "cancel" });
    return { breaks: { "dead-orders-hold-nothing": [orderId] } };
  },
  "a receipt of another amount than was charged": async () => {
    const { orderId } = await live();
    await wrong("order", orderId, { total_cents: 100 });
    return { breaks: { "receipts-add-up": [orderId] } };
  },
  "a term featured by an order that was let go": async () => {
    const { termId, orderId } = await featured();
    await wrong("order", orderId, { state: "cancelled" });
    return {
      breaks: {
        "features-are-paid": [termId],
        "orders-fulfilled-once": [orderId],
        "receipts-add-up": [orderId],
      },
    };
  },
  "a term featured by an upgrade whose money went back": async () => {
    const { termId, orderId } = await featured();
    await withRefund(orderId, { amount_cents: 9_900, state: "succeeded" });
    return { breaks: { "features-are-paid": [termId] } };
  },
  "an upgrade that was paid and features nothing": async () => {
    const { termId, orderId, jobId } = await featured();
    await wrong("term", termId, { featured_order_id: null });
    return { breaks: { "upgrades-feature": [orderId], "featured-jobs-are-paid": [jobId] } };
  },
  "an upgrade that is neither charged nor let go": async () => {
    const post = await live();
    const { orderId, checkoutUrl } = await featureJob(database(), { ...post, seenCents: 9_900 });
    await payOn(checkoutUrl);
    await syncOrder(database(), orderId);
    const long = { created_at: later(now(), -HOUR) };
    await database().updateTable("fulfilment").set(long).where("order_id", "=", orderId).execute();
    return { breaks: { "upgrades-end": [orderId] } };
  },
  "a term that follows another one after a gap": async () => {
    const { term } = await extended();
    await wrong("term", term.id, { starts_at: later(term.starts_at!, DAY) });
    return { breaks: { "next-terms-follow": [term.id] } };
  },
  "an extension that was paid and extends nothing": async () => {
    const { orderId, jobId, term } = await extended();
    await wrong("term", term.id, { state: "released" });
    await wrong("job", jobId, { expires_at: term.starts_at });
    return { breaks: { "extensions-extend": [orderId] } };
  },
  "a job featured beyond its term": async () => {
    const { jobId, ends } = await featured();
    await wrong("job", jobId, { featured_until: later(ends, DAY) });
    return { breaks: { "featured-jobs-are-paid": [jobId] } };
  },
  "a captured order that was never counted": async () => {
    const { orderId } = await live();
    await withoutFulfilment(`capture:${orderId}`);
    return { breaks: { "orders-fulfilled-once": [orderId] } };
  },
  "an authorized order that handed nothing over": async () => {
    const { orderId } = await submitted();
    await withoutFulfilment(`authorize:${orderId}`);
    return { breaks: { "orders-fulfilled-once": [orderId] } };
  },
  "a cancelled order that was counted as captured": async () => {
    const { orderId } = await rejected();
    await withFulfilment(`capture:${orderId}`, orderId);
    return { breaks: { "orders-fulfilled-once": [orderId] } };
  },
  "an order that pays for a second job's term": async () => {
    const post = await live();
    const other = await heldCredit();
    const term = await termOf(other);
    await board.decide(other, "reject");
    const values = {
      ...term,
      id: newId<"term">(),
      number: 2,
      state: "released" as const,
      right_kind: "order" as const,
    };
    await database()
      .insertInto("term")
      .values({ ...values, right_ref: "by hand", order_id: post.orderId })
      .execute();
    mend.push(() => database().deleteFrom("term").where("right_ref", "=", "by hand").execute());
    return { breaks: { "one-order-one-term": [post.orderId] } };
  },
  "a charge for a job that was never live": async () => {
    const post = await live();
    await wrong("term", (await termOf(post)).id, { state: "released" });
    await wrong("job", post.jobId, { state: "closed" });
    return { breaks: { "captured-went-live": [post.orderId] } };
  },
  "an authorization for a job that left the review": async () => {
    const post = await submitted();
    await wrong("term", (await termOf(post)).id, { state: "released" });
    await wrong("job", post.jobId, { state: "rejected" });
    return { breaks: { "authorized-holds-term": [post.orderId] } };
  },
  "a cancelled order that still wants to capture": async () => {
    const { orderId } = await rejected();
    await wrong("order", orderId, { intent: "capture" });
    return { breaks: { "dead-orders-hold-nothing": [orderId] } };
  },
  "a lapsed order that holds a job's term": async () => {
    const { orderId } = await submitted();
    await wrong("order", orderId, { state: "lapsed" });
    return { breaks: { "dead-orders-hold-nothing": [orderId] } };
  },
  "a rejected job whose card is still held": async () => {
    const post = await rejected();
    await wrong("order", post.orderId, { state: "authorized", intent: "cancel" });
    await wrong("job", post.jobId, { updated_at: later(now(), -16 * MINUTE) });
    return { breaks: { "authorizations-let-go": [post.orderId] } };
  },
  "an authorization past its time": async () => {
    const { orderId } = await submitted();
    await wrong("order", orderId, { capture_before: later(now(), -2 * HOUR) });
    return { breaks: { "authorizations-in-time": [orderId] } };
  },
  "an approved job that nothing takes live": async () => {
    const post = await submitted();
    await wrong("job", post.jobId, { state: "approved", updated_at: later(now(), -HOUR) });
    return { breaks: { "approved-go-live": [post.jobId] } };
  },
  "a job in review that holds no term": async () => {
    const post = await rejected();
    await wrong("job", post.jobId, { state: "submitted" });
    return { breaks: { "jobs-hold-one-term": [post.jobId] } };
  },
  "a draft that holds a term": async () => {
    const post = await submitted();
    await wrong("job", post.jobId, { state: "draft" });
    return { breaks: { "jobs-hold-one-term": [post.jobId] } };
  },
  "a live term paid by another job's order": async () => {
    const post = await live();
    const other = await anotherPost(post);
    await wrong("order", post.orderId, { job_id: other.jobId });
    return { breaks: { "live-terms-are-paid": [(await termOf(post)).id] } };
  },
  "a live job whose card was only authorized": async () => {
    const post = await submitted();
    const term = await termOf(post);
    await wrong("term", term.id, { state: "live" });
    const dates = { posted_at: now(), confirmed_at: now(), expires_at: later(now(), DAY) };
    await wrong("job", post.jobId, { state: "live", approved_revision_id: post.revisionId, ...dates });
    return { breaks: { "live-terms-are-paid": [term.id], "authorized-holds-term": [post.orderId] } };
  },
  "an event that failed and stays so": async () => {
    const id = await withEvent("failed", later(now(), -16 * MINUTE));
    return { breaks: { "events-are-processed": [id] } };
  },
  "an event that nobody processes": async () => {
    const id = await withEvent("stored", later(now(), -16 * MINUTE));
    return { breaks: { "events-are-processed": [id] } };
  },
  "a credit held before it was granted": async () => {
    const { termId } = await heldCredit();
    const hold = await ledgerOf(termId, "hold");
    // The sum is right, the order is not.
    await wrong("credit_ledger", hold.id, { id: "1111111111111111111111" });
    mend.pop();
    mend.push(() =>
      database().updateTable("credit_ledger").set({ id: hold.id }).where("source_key", "=", hold.source_key).execute(),
    );
    return { breaks: { "ledger-never-negative": ["1111111111111111111111"] } };
  },
  "a hold of two credits at once": async () => {
    const { termId } = await heldCredit();
    const { id } = await ledgerOf(termId, "hold");
    await wrong("credit_ledger", id, { delta: -2 });
    return { breaks: { "ledger-lines-belong": [id], "ledger-never-negative": [id] } };
  },
  "a hold for no term": async () => {
    const { termId } = await heldCredit();
    const { id } = await ledgerOf(termId, "hold");
    await wrong("credit_ledger", id, { term_id: null });
    return { breaks: { "ledger-lines-belong": [id], "credits-follow-terms": [termId] } };
  },
  "a hold of another employer": async () => {
    const other = await heldCredit();
    const { termId } = await heldCredit();
    const { id } = await ledgerOf(termId, "hold");
    const { employer_id } = await ledgerOf(other.termId, "hold");
    const granted = await database()
      .selectFrom("credit_ledger")
      .select("id")
      .where("source_key", "=", `test:${other.jobId}`)
      .executeTakeFirstOrThrow();
    await wrong("credit_ledger", granted.id, { delta: 2 });
    await wrong("credit_ledger", id, { employer_id });
    return { breaks: { "ledger-lines-belong": [id] } };
  },
  "a credit spent and returned": async () => {
    const post = await heldCredit();
    await board.decide(post);
    const spend = await ledgerOf(post.termId, "spend");
    const values = { ...spend, id: newId<"credit">(), kind: "return" as const, delta: 1 };
    await database()
      .insertInto("credit_ledger")
      .values({ ...values, source_key: `return:${post.termId}` })
      .execute();
    mend.push(() => database().deleteFrom("credit_ledger").where("id", "=", values.id).execute());
    return { breaks: { "credits-follow-terms": [post.termId] } };
  },
  "more given back than was paid": async () => {
    const { orderId } = await live();
    await withRefund(orderId, { amount_cents: 19_901, state: "succeeded" });
    return { breaks: { "refunds-within-payment": [orderId] } };
  },
  "a pack's money given back, and its credits not": async () => {
    const { orderId } = await packLine();
    await withRefund(orderId, { amount_cents: 89_500, state: "pending" });
    return { breaks: { "credits-follow-refunds": [orderId] } };
  },
  "a refund that nobody makes": async () => {
    const { orderId } = await live();
    await withRefund(orderId, { amount_cents: 100, state: "wanted" });
    return { breaks: { "refunds-are-answered": [orderId] } };
  },
};

const proven = new Set<string>();

describe("a wrong done by hand breaks its assertion and no other", () => {
  test.each(Object.entries(wrongs))("%s", async (_, doWrong) => {
    const { breaks } = await doWrong();
    expect(await broken()).toEqual(breaks);
    for (const name of Object.keys(breaks)) proven.add(name);
  });

  test("and every assertion was broken by one of them", () => {
    expect(billingAssertions.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  });
});
describe("what is under way breaks nothing", () => {
  test("an event of a minute ago, a card about to be let go, an approval of a minute ago", async () => {
    await withEvent("stored", later(now(), -MINUTE));
    await withEvent("done", later(now(), -DAY));
    await withEvent("ignored", later(now(), -DAY));
    const letGo = await rejected();
    await wrong("order", letGo.orderId, { state: "authorized", intent: "cancel" });
    const approved = await submitted();
    await wrong("job", approved.jobId, { state: "approved" });
    expect(await broken()).toEqual({});
  });
});

describe("what Stripe says", () => {
  const look = () => assertStripeAgrees(database(), { since: later(now(), -DAY), underWay: -MINUTE });

  test("agrees with the orders, and a payment of somebody else's is none of ours", async () => {
    await live();
    await rejected();
    await submitted();
    await board.stripe().paymentIntents.create({ amount: 100, currency: "usd" });
    expect((await look()).broken).toEqual([]);
  });

  test("is held against an order that says something else, and one that is gone", async () => {
    const [one, two] = [await live(), await live()];
    const intents = [
      (await ordersOf(one))[0]!.stripe_payment_intent!,
      (await ordersOf(two))[0]!.stripe_payment_intent!,
    ];
    await wrong("order", one.orderId, { state: "cancelled" });
    await wrong("order", two.orderId, { stripe_payment_intent: null });
    const rows = (await look()).broken;
    expect(rows.map((row) => row.id).sort()).toEqual(intents.sort());
    expect(rows.find((row) => row.job_id === two.jobId)?.what).toMatch(/does not know it/);
  });

  test("leaves out what is younger than a quarter of an hour", async () => {
    const post = await live();
    await wrong("order", post.orderId, { state: "cancelled" });
    expect((await assertStripeAgrees(database(), { since: later(now(), -DAY) })).broken).toEqual([]);
  });
});

describe("npm run billing:check", () => {
  const check = (...args: string[]) =>
    run(process.execPath, ["--import", "tsx", "app/billing/billing-check.cli.ts", ...args], {
      env: { ...process.env },
      timeout: 60_000,
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test("says ok for each assertion and exits with 0", async () => {
    await live();
    const { code, stdout } = await check();
    expect(stdout).not.toContain("BROKEN");
    for (const { name } of billingAssertions) expect(stdout).toContain(`ok      ${name}: `);
    expect(stdout).toContain(`${billingAssertions.length} ok, 0 broken`);
    expect(code).toBe(0);
  });

  test("prints which rows are broken, and exits with 1", async () => {
    const post = await live();
    await withoutFulfilment(`capture:${post.orderId}`);
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain("BROKEN  orders-fulfilled-once");
    expect(stdout).toContain(`order ${post.orderId}, job ${post.jobId}: captured`);
    expect(stdout).toContain("1 broken");
  });

  test("asks Stripe too when it is told to", async () => {
    const { code, stdout } = await check("--stripe", "--days", "2");
    expect(stdout).toContain("ok      stripe-agrees");
    expect(code).toBe(0);
  });

  test("exits with 2 and its usage when it is called wrongly", async () => {
    for (const args of [["--what"], ["--days", "many"]])
      expect(await check(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining("Usage") });
  });
});
