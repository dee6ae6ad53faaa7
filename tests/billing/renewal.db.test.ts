import { describe, expect, test } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { grantCredits, creditBalance } from "~/billing/use-right.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import { offerRenewal, renewJob } from "~/jobs/renew-job.server.ts";
import { readReturn, returnWords } from "~/jobs/return-from-checkout.server.ts";
import { publicStatus } from "~/jobs/show-job.server.ts";
import { resubmitJob } from "~/jobs/submit-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aPost, aRevision, DECLINED_CARD, jobOf, ordersOf, payOn, startBilling, type Post } from "./board.ts";

const board = startBilling();
const CENTS = 19_900;

/** A job whose first term, paid by card, has ended. */
async function expired(): Promise<Post> {
  const post = await aPost();
  await returns(post, await board.pay(post));
  await board.decide(post);
  await transact(database(), (trx) => endJob(trx, post.jobId, "expired", system));
  return post;
}

const renew = (post: Pick<Post, "accountId" | "jobId">, payBy: "card" | "credit" = "card", seenCents = CENTS) =>
  renewJob(database(), { accountId: post.accountId, jobId: post.jobId, payBy, seenCents });

/** Pays on the page that a renewal opened. @returns what the employer reads on coming back. */
async function pay(post: Post, card?: string) {
  const opened = await renew(post);
  await payOn(opened.kind === "checkout" ? opened.url : null, card);
  return returns(post);
}

async function returns({ accountId, jobId }: Post, orderId?: Awaited<ReturnType<typeof board.pay>>) {
  return returnWords((await readReturn(database(), accountId, jobId, orderId))!, false);
}

const termsOf = async ({ jobId }: Post) =>
  database()
    .selectFrom("term")
    .select(["number", "state", "right_kind", "order_id"])
    .where("job_id", "=", jobId)
    .orderBy("number")
    .execute();

const grant = ({ accountId, employerId }: Post, credits: number) =>
  transact(database(), (trx) =>
    grantCredits(trx, { employerId, credits, sourceKey: `grant:${newId()}`, actorAccountId: accountId, note: "" }),
  );

describe("an expired job", () => {
  test("is renewed by card: reviewed once more, charged when approved, live for a second term at its old address", async () => {
    const post = await expired();
    const before = await jobOf(post);
    expect(await offerRenewal(database(), post.employerId)).toMatchObject({ cents: CENTS, days: 30, credits: 0 });
    expect(await pay(post)).toMatchObject({ title: "Submitted for review" });
    expect(await jobOf(post)).toMatchObject({ state: "submitted", pending_revision_id: post.revisionId });
    const orders = await ordersOf(post);
    expect(orders.map(({ state }) => state)).toEqual(["captured", "authorized"]);

    await board.decide(post);
    expect((await ordersOf(post)).map(({ state }) => state)).toEqual(["captured", "captured"]);
    const after = await jobOf(post);
    expect(after).toMatchObject({ state: "live", slug: before.slug, posted_at: before.posted_at, over_at: null });
    expect(after.expires_at! > now()).toBe(true);
    expect(await termsOf(post)).toEqual([
      { number: 1, state: "over", right_kind: "order", order_id: orders[0]!.id },
      { number: 2, state: "live", right_kind: "order", order_id: orders[1]!.id },
    ]);
  });

  test("is renewed for a credit, which is spent when it is approved", async () => {
    const post = await expired();
    await grant(post, 1);
    expect(await renew(post, "credit")).toEqual({ kind: "credit" });
    expect(await creditBalance(database(), post.employerId)).toBe(0);
    await board.decide(post);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect((await termsOf(post)).map((term) => term.right_kind)).toEqual(["order", "credit"]);
    expect(await ordersOf(post)).toHaveLength(1);
  });

  test("that is rejected, or taken back, costs nothing", async () => {
    const rejected = await expired();
    await pay(rejected);
    await board.decide(rejected, "reject");
    expect((await ordersOf(rejected)).map(({ state }) => state)).toEqual(["captured", "cancelled"]);

    const back = await expired();
    await grant(back, 1);
    await renew(back, "credit");
    await takeJobBack(database(), back.accountId, back.jobId);
    expect(await creditBalance(database(), back.employerId)).toBe(1);
    expect((await termsOf(back)).map((term) => term.state)).toEqual(["over", "released"]);
  });

  test("may have changes asked for, and goes live in the corrected words under the same right", async () => {
    const post = await expired();
    await pay(post);
    await board.decide(post, "request_changes");
    const revisionId = await aRevision(post, { title: "Inpatient Coder II" });
    await transact(database(), (trx) => resubmitJob(trx, { ...post, revisionId }));
    await board.decide({ ...post, revisionId });
    expect(await jobOf(post)).toMatchObject({ state: "live", approved_revision_id: revisionId });
    expect(await ordersOf(post)).toHaveLength(2);
  });

  test("stays reachable with its notice while it is reviewed once more", async () => {
    const post = await expired();
    await pay(post);
    const found = await showJob(database(), (await jobOf(post)).slug);
    expect(publicStatus(found!, now())).toBe("over");
  });

  test("of which the card is declined stays expired, and the page says so", async () => {
    const post = await expired();
    const words = await pay(post, DECLINED_CARD);
    expect(words).toMatchObject({ waiting: true });
    expect(await jobOf(post)).toMatchObject({ state: "expired" });
    const opened = await renew(post);
    expect((await ordersOf(post)).map(({ state }) => state)).toEqual(["captured", "expired", "open"]);
    await payOn(opened.kind === "checkout" ? opened.url : null);
    expect(await returns(post)).toMatchObject({ title: "Submitted for review" });
  });

  test("that was marked as filled while somebody stood on Stripe's page lets the card go", async () => {
    const post = await expired();
    const opened = await renew(post);
    await finishJob(database(), post.accountId, post.jobId, "filled");
    await payOn(opened.kind === "checkout" ? opened.url : null);
    await returns(post);
    await board.settled();
    expect((await ordersOf(post)).map(({ state }) => state)).toEqual(["captured", "cancelled"]);
    expect(await jobOf(post)).toMatchObject({ state: "filled" });
  });

  test("in two tabs, a card and the last credit at once, takes one right", async () => {
    const post = await expired();
    await grant(post, 1);
    const opened = await renew(post);
    const pays = payOn(opened.kind === "checkout" ? opened.url : null);
    await Promise.allSettled([pays.then(() => returns(post)), renew(post, "credit")]);
    await board.settled();
    expect((await termsOf(post)).filter((term) => term.state === "held")).toHaveLength(1);
  });
});

describe("a renewal is refused", () => {
  test("for a job that is not expired, to strangers, without a credit, and at a price that changed", async () => {
    const draft = await aPost();
    await expect(renew(draft)).rejects.toMatchObject({ code: "conflict" });
    const post = await expired();
    await expect(renew({ ...post, accountId: await anAccount() })).rejects.toMatchObject({ code: "not-found" });
    await expect(renew(post, "credit")).rejects.toMatchObject({ code: "conflict" });
    await expect(renew(post, "card", 9_900)).rejects.toMatchObject({
      code: "conflict",
      message: "Single post costs $199 by now: the price changed since you opened this page. Nothing was charged.",
    });
    await pay(post);
    await expect(renew(post)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("in review") as string,
    });
    expect(await ordersOf(post)).toHaveLength(2);
  });
});
