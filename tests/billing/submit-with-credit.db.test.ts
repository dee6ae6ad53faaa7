import { describe, expect, test } from "vitest";
import { readBilling } from "~/billing/read-billing.server.ts";
import { creditBalance } from "~/billing/use-right.server.ts";
import { takeJobBack } from "~/jobs/manage-job.server.ts";
import { showDraft } from "~/jobs/show-draft.server.ts";
import { startDraft } from "~/jobs/start-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { aFullForm } from "#tests/jobs/post-form-factory.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { jobOf, ordersOf, payOn, startBilling } from "./board.ts";

const board = startBilling();
type Owner = { accountId: AccountId; employerId: EmployerId };

/** An employer's owner with a paid pack of five, of which `left` are left. */
async function anOwner(left = 5): Promise<Owner> {
  const accountId = await anAccount();
  const input = { name: `Lakemont ${newId().slice(-6)}`, website: null, about: "" };
  const owner = { accountId, employerId: await createEmployer(database(), accountId, input) };
  await board.buyPack(owner);
  await board.hearWebhooks();
  for (let used = 0; used < 5 - left; used++) await submit(owner, await aDraft(owner));
  return owner;
}
const aDraft = (owner: Owner) => startDraft(database(), { ...owner, form: aFullForm() });
const submit = (owner: Owner, jobId: JobId) => submitDraft(database(), owner.accountId, jobId, "credit");
const balance = (owner: Owner) => creditBalance(database(), owner.employerId);
const termsOf = (jobId: JobId) => database().selectFrom("term").selectAll().where("job_id", "=", jobId).execute();

/** The ledger as the billing page tells it, oldest first. */
async function told({ accountId, employerId }: Owner) {
  const billing = (await readBilling(database(), accountId, employerId))!;
  return { held: billing.held, lines: billing.ledger.map((line) => [line.kind, line.delta, line.balance]).reverse() };
}

async function approve(jobId: JobId) {
  const { pending_revision_id } = await jobOf({ jobId });
  return board.decide({ jobId, revisionId: pending_revision_id! } as Parameters<typeof board.decide>[0]);
}

describe("a job submitted for a credit", () => {
  test("holds it, spends it when it is approved, and never meets Stripe", async () => {
    const owner = await anOwner();
    const jobId = await aDraft(owner);
    expect(await showDraft(database(), owner.accountId, jobId)).toMatchObject({ credits: 5, priceCents: 19_900 });
    expect(await submit(owner, jobId)).toEqual({ kind: "credit" });
    expect(await jobOf({ jobId })).toMatchObject({ state: "submitted" });
    expect(await told(owner)).toEqual({
      held: 1,
      lines: [
        ["purchase", 5, 5],
        ["hold", -1, 4],
      ],
    });
    await approve(jobId);
    expect(await jobOf({ jobId })).toMatchObject({ state: "live" });
    expect(await termsOf(jobId)).toMatchObject([{ right_kind: "credit", days: 30, order_id: null }]);
    const { held, lines } = await told(owner);
    expect({ held, last: lines.at(-1) }).toEqual({ held: 0, last: ["spend", 0, 4] });
    expect(await ordersOf({ jobId })).toEqual([]);
  });

  test("gets it back when it is taken back, and may use it again", async () => {
    const owner = await anOwner(1);
    const jobId = await aDraft(owner);
    await submit(owner, jobId);
    await takeJobBack(database(), owner.accountId, jobId);
    expect(await balance(owner)).toBe(1);
    expect(await submit(owner, jobId)).toEqual({ kind: "credit" });
    expect(await balance(owner)).toBe(0);
  });

  test("is live for as long as the pack said when it was bought, the oldest credits first", async () => {
    await database().updateTable("plan").set({ term_days: 45, credits: 1 }).where("code", "=", "pack-5").execute();
    try {
      const accountId = await anAccount();
      const input = { name: `Lakemont ${newId().slice(-6)}`, website: null, about: "" };
      const owner = { accountId, employerId: await createEmployer(database(), accountId, input) };
      await board.buyPack(owner);
      await database().updateTable("plan").set({ term_days: 60 }).where("code", "=", "pack-5").execute();
      await board.hearWebhooks();
      await board.buyPack(owner);
      await board.hearWebhooks();
      const days: number[] = [];
      for (let round = 0; round < 2; round++) {
        const jobId = await aDraft(owner);
        await submit(owner, jobId);
        days.push((await termsOf(jobId))[0]!.days);
      }
      expect(days).toEqual([45, 60]);
    } finally {
      await database().updateTable("plan").set({ term_days: 30, credits: 5 }).where("code", "=", "pack-5").execute();
    }
  });

  test("whose payment page was open, and is paid there all the same, lets the card go", async () => {
    const owner = await anOwner();
    const jobId = await aDraft(owner);
    const opened = await submitDraft(database(), owner.accountId, jobId);
    await submit(owner, jobId);
    await payOn(opened.kind === "checkout" ? opened.url : null);
    await board.settled();
    expect(await ordersOf({ jobId })).toMatchObject([{ state: "expired" }]);
    expect(await jobOf({ jobId })).toMatchObject({ state: "submitted", version: 1 });
  });

  test("that turns out to be paid by card holds no credit too", async () => {
    const owner = await anOwner();
    const jobId = await aDraft(owner);
    board.deafen();
    const opened = await submitDraft(database(), owner.accountId, jobId);
    await payOn(opened.kind === "checkout" ? opened.url : null);
    expect(await submit(owner, jobId)).toMatchObject({ kind: "paid" });
    expect(await balance(owner)).toBe(5);
  });
});

describe("the last credit", () => {
  test("in two tabs goes to one job; the other is told so and can be paid for by card", async () => {
    const owner = await anOwner(1);
    const jobs = [await aDraft(owner), await aDraft(owner)];
    const answers = await Promise.allSettled(jobs.map((jobId) => submit(owner, jobId)));
    const lost = answers.findIndex((answer) => answer.status === "rejected");
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(answers[lost]).toMatchObject({
      reason: { code: "conflict", message: expect.stringContaining("Pay for a single post instead") },
    });
    expect(await jobOf({ jobId: jobs[lost]! })).toMatchObject({ state: "draft" });
    expect(await showDraft(database(), owner.accountId, jobs[lost]!)).toMatchObject({ credits: 0 });
    expect(await submitDraft(database(), owner.accountId, jobs[lost]!)).toMatchObject({ kind: "checkout" });
  });

  test("pressed twice for one job holds one", async () => {
    const owner = await anOwner(2);
    const jobId = await aDraft(owner);
    const answers = await Promise.allSettled([submit(owner, jobId), submit(owner, jobId)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await balance(owner)).toBe(1);
    expect(await termsOf(jobId)).toHaveLength(1);
  });
});

describe("the billing page", () => {
  test("tells every line with its cause and the balance it left, page by page", async () => {
    const owner = await anOwner();
    const jobId = await aDraft(owner);
    for (let round = 0; round < 12; round++) {
      await submit(owner, jobId);
      await takeJobBack(database(), owner.accountId, jobId);
    }
    const first = (await readBilling(database(), owner.accountId, owner.employerId))!;
    expect(first).toMatchObject({ balance: 5, held: 0, mayBuy: true });
    expect(first.ledger).toHaveLength(20);
    expect(first.ledger[0]).toMatchObject({ kind: "return", balance: 5, jobId, jobTitle: expect.any(String) });
    const second = (await readBilling(database(), owner.accountId, owner.employerId, {
      linesBefore: first.olderLines,
    }))!;
    expect(second.ledger.map((line) => line.balance)).toEqual([5, 4, 5, 4, 5]);
    expect(second.ledger.at(-1)).toMatchObject({ kind: "purchase", planName: "Pack of 5", balance: 5 });
    expect(second.olderLines).toBeUndefined();
  });

  test("is nobody's but the members'", async () => {
    const owner = await anOwner();
    expect(await readBilling(database(), await anAccount(), owner.employerId)).toBeUndefined();
  });
});
