import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "~/audit/list-audit.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { discardEdit } from "~/jobs/edit-live-job.server.ts";
import { finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import { partOf, type FillStep, type PostForm } from "~/jobs/post-form.ts";
import { saveDraft } from "~/jobs/save-draft.server.ts";
import { showDraft } from "~/jobs/show-draft.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import type { Decision } from "~/moderation/decision.ts";
import { listDecisionsOfJob } from "~/moderation/list-decisions.server.ts";
import { countDoneToday, listQueue } from "~/moderation/list-queue.server.ts";
import { showLastDecision } from "~/moderation/show-last-decision.server.ts";
import { showReview } from "~/moderation/show-review.server.ts";
import { showReader } from "~/moderation/take-reading.server.ts";
import { undoDecision } from "~/moderation/undo-decision.server.ts";
import { UNDO_HOURS } from "~/moderation/undo.ts";
import { DAY, freezeClock, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { action } from "~/routes/moderation/queue.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { ask } from "#tests/support/ask-route.ts";
import { aPost, jobOf, mailsAbout, ordersOf, startBilling, type Post } from "#tests/billing/board.ts";
import { waitingForCredit } from "./desk.ts";

const board = startBilling();
let ana: AccountId;
let bea: AccountId;

beforeAll(async () => {
  ana = await anAccount({ staffRole: "moderator", name: "Ana" });
  bea = await anAccount({ staffRole: "moderator", name: "Bea" });
});
afterEach(() => freezeClock());

/** A job that was paid by card and waits. */
async function waiting(): Promise<Post> {
  const post = await aPost();
  await syncOrder(database(), await board.pay(post));
  return post;
}

/** A job whose edit waits. */
async function edited(): Promise<Post> {
  const post = await waiting();
  await board.decide(post);
  await type(post, "job", { title: "Senior Inpatient Coder" });
  await submitDraft(database(), post.accountId, post.jobId);
  return { ...post, revisionId: (await jobOf(post)).pending_revision_id! };
}

async function type({ accountId, jobId }: Post, step: FillStep, part: PostForm) {
  const { marks, form } = (await showDraft(database(), accountId, jobId))!;
  const whole = { ...partOf(form, step), ...part };
  await saveDraft(database(), { accountId, jobId, step, part: whole, seen: marks[step], hand: { tab: "a tab" } });
}

async function decide(post: Post, decision: Decision, moderatorId = ana) {
  await decideJob(database(), { ...post, moderatorId, decision, reason: "It says nothing about the pay." });
}
const lastOf = async ({ jobId }: Post) =>
  (
    await database()
      .selectFrom("moderation_decision")
      .select("id")
      .where("job_id", "=", jobId)
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow()
  ).id;
const undo = async (post: Post, moderatorId = ana) =>
  undoDecision(database(), { decisionId: await lastOf(post), moderatorId });
const why = (post: Post, moderatorId = ana) =>
  undo(post, moderatorId).then(
    () => "undone",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
/** As the next request reads it, after the action's own has caught up with what it wrote. */
const publicTitle = async (post: Post) => {
  await catchUpWithWrites();
  return (await showJob(database(), (await jobOf(post)).slug))?.content.title;
};
const isQueued = async ({ jobId }: Post) =>
  (await listQueue(database(), { moderatorId: ana, limit: 500 })).jobs.some((job) => job.jobId === jobId);

describe("changes that were asked for by a slip", () => {
  test("are taken back: the job waits as it was, under its authorization, and its employer is told", async () => {
    const post = await waiting();
    await decide(post, "request_changes");
    const review = (await showReview(database(), post.jobId))!;
    expect(review.undo?.undo).toMatchObject({ possible: true });
    await undo(post);
    expect(await jobOf(post)).toMatchObject({ state: "submitted", pending_revision_id: post.revisionId });
    expect(await isQueued(post)).toBe(true);
    expect(await ordersOf(post)).toMatchObject([{ state: "authorized" }]);
    expect((await mailsAbout(post)).at(-1)).toBe("request_taken_back");
    const audit = await listAudit(database(), { kind: "job", id: post.jobId });
    expect(audit.at(-1)).toMatchObject({
      action: "job.take-back-request",
      actorId: ana,
      detail: { from: "changes_requested", to: "submitted", revision: post.revisionId },
    });
    // It is before whoever took it back, and can be decided anew.
    expect(await showReader(database(), { jobId: post.jobId, moderatorId: ana })).toMatchObject({ own: true });
    await decide(post, "approve");
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("stay in the history as taken back, and count for nothing", async () => {
    const post = await waiting();
    const before = await countDoneToday(database(), now(), ana);
    await decide(post, "request_changes");
    await undo(post, bea);
    expect(await countDoneToday(database(), now(), ana)).toEqual(before);
    expect(await listDecisionsOfJob(database(), post.jobId)).toMatchObject([{ undone: true }]);
    await decide(post, "request_changes", bea);
    const { history } = (await showReview(database(), post.jobId))!;
    expect(history.map(({ words, by, undone }) => [words, by, undone])).toEqual([
      ["Submitted for review", undefined, false],
      ["Changes asked for by a moderator", "Ana", true],
      ["The moderator took back the request for changes; in review again as it was", undefined, false],
      ["Changes asked for by a moderator", "Bea", false],
    ]);
    expect(await listDecisionsOfJob(database(), post.jobId)).toMatchObject([{ undone: true }, { undone: false }]);
  });

  test("stay when the employer is at work on them, has sent the job again, or has taken it back", async () => {
    const post = await waitingForCredit(ana);
    await decide(post, "request_changes");
    await type(post, "job", { title: "Inpatient Coder, Facility" });
    expect(await why(post)).toContain("at work on the correction");
    await submitDraft(database(), post.accountId, post.jobId);
    expect(await why(post)).toContain("has sent the job again");
    const other = await waitingForCredit(ana);
    await decide(other, "request_changes");
    await takeJobBack(database(), other.accountId, other.jobId);
    expect(await why(other)).toContain("has taken the job back");
  });

  test("stay when the authorization has ended by then, and after a day", async () => {
    const lapsed = await waiting();
    await decide(lapsed, "request_changes");
    await database()
      .updateTable("order")
      .set({ capture_before: later(now(), -MINUTE) })
      .where("job_id", "=", lapsed.jobId)
      .execute();
    expect(await why(lapsed)).toContain("authorization for this job has ended");
    const post = await waitingForCredit(ana);
    await decide(post, "request_changes");
    freezeClock(later(now(), UNDO_HOURS * HOUR + MINUTE));
    expect(await why(post)).toContain("older than 24 hours");
  });

  test("are taken back once by two who press at the same moment", async () => {
    const post = await waitingForCredit(ana);
    await decide(post, "request_changes");
    const both = await Promise.all([why(post, ana), why(post, bea)]);
    expect(both.filter((answer) => answer === "undone")).toHaveLength(1);
    expect(both).toContain("It was taken back already.");
    expect((await mailsAbout(post)).filter((mail) => mail === "request_taken_back")).toHaveLength(1);
  });
});

describe("a decision on the edit of a live job", () => {
  test.each(["request_changes", "reject"] as const)("%s, is taken back: the edit waits again", async (decision) => {
    const post = await edited();
    await decide(post, decision);
    await undo(post);
    expect(await jobOf(post)).toMatchObject({ state: "live", pending_revision_id: post.revisionId });
    expect(await publicTitle(post)).toBe("Inpatient Coder");
    expect((await mailsAbout(post)).at(-1)).toBe("edit_reopened");
    await decide(post, "approve");
    expect(await publicTitle(post)).toBe("Senior Inpatient Coder");
  });

  test("to approve it is taken back: the words from before are live, no date moves, and the edit waits", async () => {
    const post = await edited();
    const before = await jobOf(post);
    await decide(post, "approve");
    expect(await publicTitle(post)).toBe("Senior Inpatient Coder");
    await undo(post);
    const { approved_revision_id, pending_revision_id, expires_at, confirmed_at } = await jobOf(post);
    expect({ approved_revision_id, pending_revision_id, expires_at, confirmed_at }).toEqual({
      approved_revision_id: before.approved_revision_id,
      pending_revision_id: post.revisionId,
      expires_at: before.expires_at,
      confirmed_at: before.confirmed_at,
    });
    expect(await publicTitle(post)).toBe("Inpatient Coder");
    expect((await mailsAbout(post)).at(-1)).toBe("edit_approval_taken_back");
    const feed = await database().selectFrom("change_feed").select("job_id").orderBy("seq", "desc").executeTakeFirst();
    expect(feed?.job_id).toBe(post.jobId);
  });

  test("stays when the employer has discarded, changed or sent something since, or ended the job", async () => {
    const discarded = await edited();
    await decide(discarded, "reject");
    const { savedAt } = (await database()
      .selectFrom("job_draft")
      .select("updated_at as savedAt")
      .where("job_id", "=", discarded.jobId)
      .executeTakeFirst())!;
    await discardEdit(database(), discarded.accountId, discarded.jobId, savedAt);
    expect(await why(discarded)).toContain("has discarded this edit");

    const written = await edited();
    await decide(written, "reject");
    await type(written, "job", { title: "Inpatient Coder II" });
    expect(await why(written)).toContain("has written on since");
    await submitDraft(database(), written.accountId, written.jobId);
    expect(await why(written)).toContain("has sent another edit");

    const ended = await edited();
    await decide(ended, "approve");
    await finishJob(database(), ended.accountId, ended.jobId, "filled");
    expect(await why(ended)).toContain("not live any more");
  });
});

describe("what cannot be taken back says why, and what can be done instead", () => {
  test("an approval that charged", async () => {
    const post = await waiting();
    await decide(post, "approve");
    expect(await why(post)).toMatch(/its payment was taken.*suspend it; an admin can refund/);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("a rejection, which let the money go", async () => {
    const post = await waiting();
    await decide(post, "reject");
    expect(await why(post)).toMatch(/A rejection is final: .* let go\. Its employer can duplicate the job/);
    expect(await jobOf(post)).toMatchObject({ state: "rejected" });
  });

  test("a decision after which another one stands", async () => {
    const post = await edited();
    await decide(post, "reject");
    const first = await lastOf(post);
    await type(post, "job", { title: "Inpatient Coder II" });
    await submitDraft(database(), post.accountId, post.jobId);
    await decide({ ...post, revisionId: (await jobOf(post)).pending_revision_id! }, "reject", bea);
    const late = undoDecision(database(), { decisionId: first, moderatorId: ana });
    await expect(late).rejects.toThrow("A later decision on this job stands");
  });
});

describe("Undo", () => {
  const press = (as: AccountId, decision: string) => ask(action, as, "/moderation", {}, { deed: "undo", decision });

  test("is offered beside the queue for one's own last decision, and leads to the job", async () => {
    const post = await waitingForCredit(ana);
    await decide(post, "request_changes");
    const last = (await showLastDecision(database(), ana))!;
    expect(last).toMatchObject({ jobId: post.jobId, decision: "request_changes", undo: { possible: true } });
    expect((await showLastDecision(database(), bea))?.jobId).not.toBe(post.jobId);
    expect(await press(ana, last.decisionId)).toMatchObject({ status: 302, location: paths.review(post.jobId) });
    freezeClock(later(now(), 2 * DAY));
    expect(await showLastDecision(database(), ana)).toBeUndefined();
  });

  test("that comes too late leads back with the reason, and writes nothing", async () => {
    const post = await waitingForCredit(ana);
    await decide(post, "reject");
    expect(await press(ana, await lastOf(post))).toMatchObject({ status: 302, location: "/moderation" });
    expect(await jobOf(post)).toMatchObject({ state: "rejected" });
  });

  test("is a moderator's, of what was decided, and not on one's own organization's job", async () => {
    const post = await waitingForCredit(ana);
    await decide(post, "request_changes");
    expect((await press(post.accountId, await lastOf(post))).status).toBe(404);
    expect((await press(ana, newId<"moderation_decision">())).status).toBe(404);
    expect((await press(ana, "'; drop table job")).status).toBe(404);
    await database().updateTable("account").set({ staff_role: "moderator" }).where("id", "=", post.accountId).execute();
    expect(await why(post, post.accountId)).toContain("your own organization");
    expect(await jobOf(post)).toMatchObject({ state: "changes_requested" });
  });
});
