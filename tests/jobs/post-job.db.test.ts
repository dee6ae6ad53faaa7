import { describe, expect, test } from "vitest";
import type { DraftSave } from "~/jobs/save-draft.server.ts";
import { saveDraft } from "~/jobs/save-draft.server.ts";
import { deleteDraft, duplicateJob, readForm, startDraft } from "~/jobs/start-draft.server.ts";
import { listContents } from "~/jobs/job-content.queries.server.ts";
import { finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import { partOf, type PostForm } from "~/jobs/post-form.ts";
import { readDesk } from "~/jobs/read-desk.server.ts";
import { readReturn, returnWords } from "~/jobs/return-from-checkout.server.ts";
import { showDraft } from "~/jobs/show-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId } from "~/platform/ids.ts";
import { DECLINED_CARD, jobOf, mailsAbout, ordersOf, payOn, startBilling } from "#tests/billing/board.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aFullForm } from "./post-form-factory.ts";

const board = startBilling();

/** An employer's owner with a draft that holds `form`. */
async function aDraft(form: PostForm = aFullForm()) {
  const accountId = await anAccount({ name: "Dana Whitlock" });
  const input = { name: `Lakemont ${newId().slice(-6)}`, website: null, about: "" };
  const employerId = await createEmployer(database(), accountId, input);
  return { accountId, employerId, jobId: await startDraft(database(), { accountId, employerId, form }) };
}
type Draft = Awaited<ReturnType<typeof aDraft>>;

const seenBy = async ({ accountId, jobId }: Pick<Draft, "accountId" | "jobId">) =>
  (await showDraft(database(), accountId, jobId))!.marks;
const save = ({ accountId, jobId }: Draft, more: Pick<DraftSave, "step" | "part" | "seen" | "hand">) =>
  saveDraft(database(), { accountId, jobId, ...more });
const submit = ({ accountId, jobId }: Draft) => submitDraft(database(), accountId, jobId);
const revisionsOf = ({ jobId }: Pick<Draft, "jobId">) =>
  database().selectFrom("job_revision").selectAll().where("job_id", "=", jobId).orderBy("number").execute();

/** Submits and pays. */
async function submitAndPay(draft: Draft): Promise<void> {
  const submission = await submit(draft);
  await payOn(submission.kind === "checkout" ? submission.url : null);
  await readReturn(database(), draft.accountId, draft.jobId, undefined);
}

describe("a draft", () => {
  test("keeps what was typed, also what is wrong", async () => {
    const draft = await aDraft();
    const part = { payMin: "about thirty  ", payMax: "\u{1F600}", payUnit: "no such unit" };
    const { pay } = await seenBy(draft);
    expect(await save(draft, { step: "pay", part, seen: pay, hand: { tab: "a" } })).toMatchObject({ saved: true });
    const form = await readForm(database(), draft.jobId);
    expect(partOf(form, "pay")).toEqual(part);
    expect(partOf(form, "who")).toEqual(partOf(aFullForm(), "who"));
  });

  test("of which two tabs hold different steps takes both", async () => {
    const draft = await aDraft();
    const seen = await seenBy(draft);
    await save(draft, { step: "pay", part: { payMin: "50" }, seen: seen.pay, hand: { tab: "a" } });
    const other = await save(draft, { step: "apply", part: { apply: "url" }, seen: seen.apply, hand: { tab: "b" } });
    expect(other.saved).toBe(true);
    expect(await readForm(database(), draft.jobId)).toMatchObject({ payMin: "50", apply: "url" });
  });

  test("is never overwritten by a stale tab, which is told what stands there; saving knowingly then works", async () => {
    const draft = await aDraft();
    const { pay: seen } = await seenBy(draft);
    await save(draft, { step: "pay", part: { payMin: "50" }, seen, hand: { tab: "a", seq: 1 } });
    const stale = await save(draft, { step: "pay", part: { payMin: "40" }, seen, hand: { tab: "b", seq: 1 } });
    expect(stale).toMatchObject({ saved: false, theirs: { payMin: "50" } });
    expect(await readForm(database(), draft.jobId)).toMatchObject({ payMin: "50" });
    const knowing = { step: "pay" as const, part: { payMin: "40" }, seen: stale.mark, hand: { tab: "b", seq: 2 } };
    expect((await save(draft, knowing)).saved).toBe(true);
    expect(await readForm(database(), draft.jobId)).toMatchObject({ payMin: "40" });
  });

  test("does not take a page's own saves for a conflict, and of two that overtook each other keeps the later", async () => {
    const draft = await aDraft();
    const { pay: seen } = await seenBy(draft);
    await save(draft, { step: "pay", part: { payMin: "5" }, seen, hand: { tab: "a", seq: 1 } });
    await save(draft, { step: "pay", part: { payMin: "505" }, seen, hand: { tab: "a", seq: 3 } });
    const late = await save(draft, { step: "pay", part: { payMin: "50" }, seen, hand: { tab: "a", seq: 2 } });
    expect(late.saved).toBe(true);
    expect(await readForm(database(), draft.jobId)).toMatchObject({ payMin: "505" });
  });

  test("refuses more text than it can keep, and keeps what it has", async () => {
    const draft = await aDraft();
    const { job: seen } = await seenBy(draft);
    const part = { title: "x", body: "a".repeat(250_000) };
    await expect(save(draft, { step: "job", part, seen, hand: { tab: "a" } })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await readForm(database(), draft.jobId)).toEqual(aFullForm());
  });

  test("shows the card before it is whole", async () => {
    const { accountId, jobId } = await aDraft({ title: "Half a job", payMin: "30", payUnit: "hour" });
    const view = (await showDraft(database(), accountId, jobId))!;
    expect(view.card).toMatchObject({ title: "Half a job", pay: undefined });
    expect(view.steps).toMatchObject({ job: "wrong", pay: "wrong", who: "open" });
  });
});

describe("submitting", () => {
  test("writes one revision and one order, and sends the browser to Stripe", async () => {
    const draft = await aDraft();
    const submission = await submit(draft);
    expect(submission).toMatchObject({ kind: "checkout", url: expect.stringMatching(/^http/) });
    expect(await revisionsOf(draft)).toMatchObject([{ number: 1, title: aFullForm().title, pay_max_cents: 4_100 }]);
    expect(await ordersOf(draft)).toMatchObject([{ state: "open", amount_cents: 19_900 }]);
    const job = await jobOf(draft);
    expect(job).toMatchObject({ state: "draft", slug: `facility-coder-inpatient-and-observation-${draft.jobId}` });
  });

  test("a form with errors is told all of them, and nothing is written or ordered", async () => {
    const draft = await aDraft(aFullForm({ payMin: "", apprentice: undefined }));
    const submission = await submit(draft);
    expect(submission.kind === "wrong" && Object.keys(submission.errors).sort()).toEqual(["apprentice", "payMin"]);
    expect(await revisionsOf(draft)).toEqual([]);
    expect(await ordersOf(draft)).toEqual([]);
  });

  test("again after leaving the checkout writes no second revision, and only the newest checkout can be paid", async () => {
    const draft = await aDraft();
    await submit(draft);
    const left = await readReturn(database(), draft.accountId, draft.jobId, undefined);
    expect(returnWords(left!, true)).toMatchObject({ title: "You left before paying", again: true });
    await submit(draft);
    expect(await revisionsOf(draft)).toHaveLength(1);
    expect((await ordersOf(draft)).map(({ state }) => state)).toEqual(["expired", "open"]);
  });

  test("a declined card costs nothing and is not called paid", async () => {
    const draft = await aDraft();
    const submission = await submit(draft);
    await payOn(submission.kind === "checkout" ? submission.url : null, DECLINED_CARD);
    const found = await readReturn(database(), draft.accountId, draft.jobId, undefined);
    expect(found?.order.state).toBe("open");
    expect(returnWords(found!, false)).toMatchObject({ waiting: true, title: "Still being confirmed" });
    expect(await jobOf(draft)).toMatchObject({ state: "draft" });
  });

  test("the return page submits what was authorized, as often as it is loaded", async () => {
    const draft = await aDraft();
    const submission = await submit(draft);
    await payOn(submission.kind === "checkout" ? submission.url : null);
    for (let load = 0; load < 3; load++) {
      const found = await readReturn(database(), draft.accountId, draft.jobId, undefined);
      expect(returnWords(found!, false)).toMatchObject({ kind: "success", title: "Submitted for review" });
    }
    expect(await jobOf(draft)).toMatchObject({ state: "submitted" });
    expect(await mailsAbout(draft)).toEqual(["submitted"]);
  });

  test("when Stripe cannot be reached nothing is owed and nothing is lost", async () => {
    const draft = await aDraft();
    const fault = { kind: "api", fault: "server_error", method: "POST", path: "/v1/checkout/sessions", times: 9 };
    await board.control("/faults", fault);
    await expect(submit(draft)).rejects.toMatchObject({ code: "unavailable" });
    await board.control("/faults/clear");
    expect(await readForm(database(), draft.jobId)).toEqual(aFullForm());
    expect(await submit(draft)).toMatchObject({ kind: "checkout" });
    expect(await revisionsOf(draft)).toHaveLength(1);
    expect((await ordersOf(draft)).map(({ state }) => state)).toEqual(["expired", "open"]);
  });

  test("a correction that was asked for goes back under the right that is held", async () => {
    const draft = await aDraft();
    await submitAndPay(draft);
    const { pending_revision_id } = await jobOf(draft);
    await board.decide({ ...draft, revisionId: pending_revision_id! }, "request_changes", "Say which shift it is.");
    const { work: seen } = await seenBy(draft);
    const part = { scheduleNote: "Monday to Friday, 7 to 15:30" };
    await save(draft, { step: "work", part, seen, hand: { tab: "a" } });
    expect(await submit(draft)).toEqual({ kind: "resubmitted" });
    expect(await jobOf(draft)).toMatchObject({ state: "submitted" });
    expect(await revisionsOf(draft)).toHaveLength(2);
    expect((await ordersOf(draft)).map(({ state }) => state)).toEqual(["authorized"]);
  });

  test("a question alone makes another revision: moderators read it like any other word", async () => {
    const draft = await aDraft();
    await submitAndPay(draft);
    const { pending_revision_id } = await jobOf(draft);
    await board.decide({ ...draft, revisionId: pending_revision_id! }, "request_changes", "Ask for the years.");
    const { apply: seen } = await seenBy(draft);
    const part = { apply: "board", questions: [{ id: "1", text: "Years of coding?", kind: "number", least: "2" }] };
    await save(draft, { step: "apply", part, seen, hand: { tab: "a" } });
    expect(await submit(draft)).toEqual({ kind: "resubmitted" });
    expect(await revisionsOf(draft)).toHaveLength(2);
    const later = (await jobOf(draft)).pending_revision_id!;
    expect((await listContents(database(), [later])).get(later)?.questions).toMatchObject([
      { kind: "number", least: 2 },
    ]);
  });

  test("a job in review is not written any more, and can be taken back for nothing", async () => {
    const draft = await aDraft();
    await submitAndPay(draft);
    const { job: seen } = await seenBy(draft);
    const stale = { step: "job" as const, part: { title: "Other" }, seen, hand: { tab: "a" } };
    await expect(save(draft, stale)).rejects.toMatchObject({ code: "conflict" });
    await expect(submit(draft)).rejects.toMatchObject({ code: "conflict" });
    await takeJobBack(database(), draft.accountId, draft.jobId);
    expect(await jobOf(draft)).toMatchObject({ state: "draft", pending_revision_id: null });
    expect((await ordersOf(draft)).map(({ state }) => state)).toEqual(["cancelled"]);
    expect(await readForm(database(), draft.jobId)).toEqual(aFullForm());
  });
});

describe("a colleague's or an older job", () => {
  test("can be duplicated to a draft of its own, from its words when its draft is gone", async () => {
    const draft = await aDraft();
    await submitAndPay(draft);
    await database().deleteFrom("job_draft").where("job_id", "=", draft.jobId).execute();
    const copy = await duplicateJob(database(), draft.accountId, draft.jobId);
    expect(copy).not.toBe(draft.jobId);
    expect((await showDraft(database(), draft.accountId, copy))!.errors).toEqual({});
    expect(await jobOf({ jobId: copy })).toMatchObject({ state: "draft", posted_at: null });
  });

  test("a draft nobody ever saw can be deleted, one that was submitted cannot", async () => {
    const draft = await aDraft();
    await deleteDraft(database(), draft.accountId, draft.jobId);
    expect(await showDraft(database(), draft.accountId, draft.jobId)).toBeUndefined();
    const sent = await aDraft();
    await submit(sent);
    await expect(deleteDraft(database(), sent.accountId, sent.jobId)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("the desk lists an employer's jobs newest first, page by page, without repeating or skipping", async () => {
  const { accountId, employerId, jobId: first } = await aDraft();
  const made: JobId[] = [first];
  for (let index = 1; index < 23; index++)
    made.push(await startDraft(database(), { accountId, employerId, form: { title: `Job ${index}` } }));
  const page = await readDesk(database(), accountId, {});
  const rest = await readDesk(database(), accountId, { before: page.next });
  expect([...page.jobs, ...rest.jobs].map(({ id }) => id)).toEqual([...made].reverse());
  expect(page.jobs[0]).toMatchObject({ title: "Job 22", state: "draft" });
  expect(rest.next).toBeUndefined();
});

describe("for another employer's owner none of it exists", () => {
  const refused = { code: "not-found" };
  async function strangerAnd(): Promise<[AccountId, Draft]> {
    const [other, draft] = [await aDraft(), await aDraft()];
    return [other.accountId, draft];
  }

  test("neither reading", async () => {
    const [stranger, { jobId, employerId }] = await strangerAnd();
    expect(await showDraft(database(), stranger, jobId)).toBeUndefined();
    expect(await readReturn(database(), stranger, jobId, undefined)).toBeUndefined();
    expect((await readDesk(database(), stranger, { employerId })).jobs).toEqual([]);
  });

  test("nor writing, submitting, copying or ending", async () => {
    const [stranger, draft] = await strangerAnd();
    const { jobId, employerId } = draft;
    const { pay: seen } = await seenBy(draft);
    const part = { payMin: "1" };
    const deeds = [
      saveDraft(database(), { accountId: stranger, jobId, step: "pay", part, seen, hand: { tab: "a" } }),
      submitDraft(database(), stranger, jobId),
      duplicateJob(database(), stranger, jobId),
      deleteDraft(database(), stranger, jobId),
      takeJobBack(database(), stranger, jobId),
      finishJob(database(), stranger, jobId, "closed"),
      startDraft(database(), { accountId: stranger, employerId, form: {} }),
    ];
    for (const deed of await Promise.allSettled(deeds))
      expect(deed).toMatchObject({ status: "rejected", reason: refused });
    expect(await readForm(database(), jobId)).toEqual(aFullForm());
  });
});
