import { describe, expect, test } from "vitest";
import { listAudit } from "~/audit/list-audit.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { discardEdit, withdrawEdit } from "~/jobs/edit-live-job.server.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import { confirmJob, finishJob } from "~/jobs/manage-job.server.ts";
import { partOf, type FillStep, type PostForm } from "~/jobs/post-form.ts";
import { readDeskJob } from "~/jobs/read-desk.server.ts";
import { saveDraft } from "~/jobs/save-draft.server.ts";
import { showDraft } from "~/jobs/show-draft.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { readForm } from "~/jobs/start-draft.server.ts";
import { submitDraft, type Submission } from "~/jobs/submit-draft.server.ts";
import { listQueue } from "~/moderation/list-queue.server.ts";
import type { Decision } from "~/moderation/decision.ts";
import { showReview } from "~/moderation/show-review.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, RevisionId } from "~/platform/ids.ts";
import { expireDueJobs } from "~/jobs/end-job.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { aPost, jobOf, mailsAbout, ordersOf, startBilling, type Post } from "#tests/billing/board.ts";
import { anAccount } from "#tests/support/accounts.ts";

const board = startBilling();

/** A job that was paid by card and is live. */
async function live(): Promise<Post> {
  const post = await aPost();
  await syncOrder(database(), await board.pay(post));
  await board.decide(post);
  return post;
}

/** Types into a step of the form, over what it says. */
async function type(post: Post, step: FillStep, part: PostForm, accountId: AccountId = post.accountId): Promise<void> {
  const { marks, form } = (await showDraft(database(), accountId, post.jobId))!;
  const whole = { ...partOf(form, step), ...part };
  const hand = { tab: "a tab" };
  await saveDraft(database(), { accountId, jobId: post.jobId, step, part: whole, seen: marks[step], hand });
}

const send = ({ accountId, jobId }: Post): Promise<Submission> => submitDraft(database(), accountId, jobId);

/** Edits a step of a live job and sends it. */
async function edit(post: Post, step: FillStep, part: PostForm): Promise<Submission> {
  await type(post, step, part);
  return send(post);
}

const pendingOf = async (post: Post): Promise<RevisionId> => (await jobOf(post)).pending_revision_id!;
const publicWords = async (post: Post) => (await showJob(database(), (await jobOf(post)).slug))!.content;
const decide = async (post: Post, decision?: Decision, revisionId?: RevisionId) =>
  board.decide({ ...post, revisionId: revisionId ?? (await pendingOf(post)) }, decision);
const termsOf = ({ jobId }: Post) => database().selectFrom("term").selectAll().where("job_id", "=", jobId).execute();
const actionsOf = async ({ jobId }: Post) =>
  (await listAudit(database(), { kind: "job", id: jobId })).map(({ action }) => action);
const isQueued = async ({ jobId }: Post) =>
  (await listQueue(database(), { limit: 500 })).jobs.find((job) => job.jobId === jobId);

describe("an edit of what a moderator approved", () => {
  test("leaves the approved words live, listed and open while it waits in the queue as an edit", async () => {
    const post = await live();
    const before = await jobOf(post);
    expect(await edit(post, "job", { title: "Senior Inpatient Coder" })).toEqual({ kind: "edited", outcome: "review" });
    expect(await jobOf(post)).toMatchObject({ state: "live", approved_revision_id: before.approved_revision_id });
    expect((await publicWords(post)).title).toBe("Inpatient Coder");
    expect(await isQueued(post)).toMatchObject({
      edit: true,
      title: "Senior Inpatient Coder",
      right: "Nothing to pay",
    });
    const review = (await showReview(database(), post.jobId))!;
    expect(review).toMatchObject({ edit: true, right: undefined, diff: { number: 1 } });
    expect(review.diff!.changes).toEqual([
      { field: "Title", before: "Inpatient Coder", after: "Senior Inpatient Coder" },
    ]);
    expect((await readDeskJob(database(), post.accountId, post.jobId))!.job.editInReview).toBe(true);
  });

  test("once approved is what the public reads, costs nothing and gains no day", async () => {
    const post = await live();
    const before = await jobOf(post);
    const paid = [await termsOf(post), await ordersOf(post)];
    await edit(post, "pay", { payMin: "35", payMax: "44" });
    expect(await decide(post)).toEqual({ money: "untouched" });
    expect((await publicWords(post)).pay).toMatchObject({ minCents: 3_500, maxCents: 4_400 });
    const { state, pending_revision_id, expires_at, posted_at, confirmed_at } = await jobOf(post);
    expect({ state, pending_revision_id }).toEqual({ state: "live", pending_revision_id: null });
    expect({ expires_at, posted_at, confirmed_at }).toEqual({
      expires_at: before.expires_at,
      posted_at: before.posted_at,
      confirmed_at: before.confirmed_at,
    });
    // The order and the term name the revision that was paid for, as before.
    expect([await termsOf(post), await ordersOf(post)]).toEqual(paid);
    expect(await actionsOf(post)).toEqual([
      ...["job.submit", "job.approve", "job.go-live"],
      ...["job.send-edit", "job.approve-edit"],
    ]);
    expect((await mailsAbout(post)).at(-1)).toBe("edit_approved");
    const feed = await database().selectFrom("change_feed").select("job_id").orderBy("seq", "desc").executeTakeFirst();
    expect(feed?.job_id).toBe(post.jobId);
  });

  test.each(["request_changes", "reject"] as const)(
    "%s: the live job stays as it is, and its employer reads why",
    async (decision) => {
      const post = await live();
      const before = await jobOf(post);
      await edit(post, "job", { title: "Rockstar Coder" });
      expect(await decide(post, decision)).toEqual({ money: "untouched" });
      expect(await jobOf(post)).toMatchObject({
        state: "live",
        approved_revision_id: before.approved_revision_id,
        pending_revision_id: null,
        expires_at: before.expires_at,
      });
      expect(await isQueued(post)).toBeUndefined();
      const event = decision === "reject" ? "edit_rejected" : "edit_changes_requested";
      expect((await mailsAbout(post)).at(-1)).toBe(event);
      // What was written is kept, corrected and sent once more.
      expect((await readForm(database(), post.jobId)).title).toBe("Rockstar Coder");
      await edit(post, "job", { title: "Lead Inpatient Coder" });
      await decide(post);
      expect((await publicWords(post)).title).toBe("Lead Inpatient Coder");
    },
  );

  test("can be taken back by its employer, and the words stay in the form until they are discarded", async () => {
    const post = await live();
    await edit(post, "job", { title: "Senior Inpatient Coder" });
    await expect(discardEdit(database(), post.accountId, post.jobId, now())).rejects.toMatchObject({
      code: "conflict",
    });
    const revisionId = await pendingOf(post);
    await withdrawEdit(database(), post.accountId, post.jobId);
    expect(await isQueued(post)).toBeUndefined();
    await expect(decide(post, "approve", revisionId)).rejects.toMatchObject({ code: "conflict" });
    await expect(withdrawEdit(database(), post.accountId, post.jobId)).rejects.toMatchObject({ code: "conflict" });
    const unsent = async () => (await readDeskJob(database(), post.accountId, post.jobId))!.unsent;
    const { savedAt, ...changes } = (await unsent())!;
    expect(changes).toEqual({ review: ["Title"], atOnce: [] });
    await discardEdit(database(), post.accountId, post.jobId, savedAt);
    expect(await unsent()).toBeUndefined();
    expect((await readForm(database(), post.jobId)).title).toBe("Inpatient Coder");
  });

  test("is not discarded by a page that is stale: what a colleague has written since is kept", async () => {
    const post = await live();
    await type(post, "job", { title: "Senior Inpatient Coder" });
    const { savedAt } = (await readDeskJob(database(), post.accountId, post.jobId))!.unsent!;
    freezeClock(later(now(), 60_000));
    await type(post, "job", { title: "Lead Inpatient Coder" });
    freezeClock();
    await expect(discardEdit(database(), post.accountId, post.jobId, savedAt)).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await readForm(database(), post.jobId)).title).toBe("Lead Inpatient Coder");
  });

  test("written again while a moderator decides makes that decision a conflict, not a decision on unread words", async () => {
    const post = await live();
    await edit(post, "job", { title: "Senior Inpatient Coder" });
    const read = await pendingOf(post);
    await edit(post, "job", { title: "Inpatient Coder, earn $9,000 a week" });
    await expect(decide(post, "approve", read)).rejects.toMatchObject({
      message: expect.stringContaining("has changed this edit") as string,
    });
    expect((await publicWords(post)).title).toBe("Inpatient Coder");
    expect(await pendingOf(post)).not.toBe(read);
  });

  test("is decided once when two moderators decide at the same moment", async () => {
    const post = await live();
    await edit(post, "job", { title: "Senior Inpatient Coder" });
    const answers = await Promise.allSettled([decide(post), decide(post, "reject")]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const decisions = (await actionsOf(post)).filter((action) => /^job\.(approve|reject)-edit$/.test(action));
    expect(decisions).toHaveLength(1);
  });

  test("that goes back to the approved words takes the waiting one out of review", async () => {
    const post = await live();
    await edit(post, "job", { title: "Senior Inpatient Coder" });
    expect(await edit(post, "job", { title: "Inpatient Coder" })).toEqual({ kind: "edited", outcome: "nothing" });
    expect(await isQueued(post)).toBeUndefined();
    expect(await send(post)).toEqual({ kind: "edited", outcome: "nothing" });
  });

  test("leaves the queue with its job when that ends or expires, and its words stay in the form", async () => {
    const closed = await live();
    await edit(closed, "job", { title: "Senior Inpatient Coder" });
    const revisionId = await pendingOf(closed);
    await finishJob(database(), closed.accountId, closed.jobId, "closed");
    expect(await isQueued(closed)).toBeUndefined();
    await expect(decide(closed, "approve", revisionId)).rejects.toMatchObject({
      message: "This job is closed by now, and what waited has left the queue with it.",
    });
    await expect(send(closed)).rejects.toMatchObject({ code: "conflict" });

    const expired = await live();
    await edit(expired, "job", { title: "Senior Inpatient Coder" });
    freezeClock(later(now(), 31 * DAY));
    await expireDueJobs(database(), system);
    freezeClock();
    expect(await jobOf(expired)).toMatchObject({ state: "expired", pending_revision_id: null });
    expect((await readForm(database(), expired.jobId)).title).toBe("Senior Inpatient Coder");
    expect((await findJob(database(), expired.jobId, "approved"))!.content.title).toBe("Inpatient Coder");
  });

  test("waits with the others in the order in which their time runs out", async () => {
    const [first, second] = [await live(), await live()];
    await edit(second, "job", { title: "Sent first" });
    freezeClock(later(now(), 60_000));
    await edit(first, "job", { title: "Sent second" });
    // What else happens to the job meanwhile moves it to no later place.
    freezeClock(later(now(), 60_000));
    await confirmJob(database(), second.accountId, second.jobId);
    freezeClock();
    const titles = (await listQueue(database(), { limit: 500 })).jobs.map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Sent "))).toEqual(["Sent first", "Sent second"]);
  });
});

describe("an edit of other facts", () => {
  test("is live at once as a revision of its own, told in the audit log, and asks no moderator", async () => {
    const post = await live();
    const before = await jobOf(post);
    expect(await edit(post, "work", { schedule: "flexible" })).toEqual({ kind: "edited", outcome: "at-once" });
    expect(await publicWords(post)).toMatchObject({ schedule: "flexible", title: "Inpatient Coder" });
    const after = await jobOf(post);
    expect(after).toMatchObject({ state: "live", pending_revision_id: null, expires_at: before.expires_at });
    expect(after.approved_revision_id).not.toBe(before.approved_revision_id);
    const [last] = (await listAudit(database(), { kind: "job", id: post.jobId })).slice(-1);
    expect(last).toMatchObject({ action: "job.edit", detail: { fields: "schedule" } });
    expect(await isQueued(post)).toBeUndefined();
  });

  test("waits together with what a moderator has to read, when one edit changes both", async () => {
    const post = await live();
    await type(post, "work", { schedule: "flexible" });
    const view = (await (await type(post, "job", { title: "Senior Coder" }),
    showDraft(database(), post.accountId, post.jobId)))!;
    expect(view.edit).toEqual({ review: ["Title"], atOnce: ["Schedule"], inReview: false });
    expect(await send(post)).toEqual({ kind: "edited", outcome: "review" });
    expect((await publicWords(post)).schedule).toBeNull();
  });

  test.each<[string, FillStep, PostForm]>([
    ["the line beside the schedule", "work", { scheduleNote: "Text +1 415 555 0100 and pay $49 to start" }],
    ["the audit method", "work", { auditMethod: "Send your bank details to hr@coders.example first" }],
    ["what is counted", "work", { production: [{ amount: "4", recordType: "calls to 415 555 0100", period: "day" }] }],
  ])("is for a moderator to read where text is typed: %s", async (_, step, part) => {
    const post = await live();
    expect(await edit(post, step, part)).toEqual({ kind: "edited", outcome: "review" });
    expect(JSON.stringify(await publicWords(post))).not.toMatch(/555 0100|bank details/);
  });

  test("by the form alone, when nothing was typed, is none", async () => {
    const post = await live();
    await type(post, "job", {});
    expect(await send(post)).toEqual({ kind: "edited", outcome: "nothing" });
    expect(
      await database().selectFrom("job_revision").select("id").where("job_id", "=", post.jobId).execute(),
    ).toHaveLength(1);
  });
});

test("nobody but a member edits, takes back or discards, and a job from outside is written where it came from", async () => {
  const post = await live();
  await edit(post, "job", { title: "Senior Inpatient Coder" });
  const stranger = await anAccount();
  await expect(submitDraft(database(), stranger, post.jobId)).rejects.toMatchObject({ code: "not-found" });
  await expect(withdrawEdit(database(), stranger, post.jobId)).rejects.toMatchObject({ code: "not-found" });
  await expect(discardEdit(database(), stranger, post.jobId, now())).rejects.toMatchObject({ code: "not-found" });
  await withdrawEdit(database(), post.accountId, post.jobId);
  await database().updateTable("job").set({ origin: "import" }).where("id", "=", post.jobId).execute();
  await expect(send(post)).rejects.toMatchObject({ code: "conflict" });
});
