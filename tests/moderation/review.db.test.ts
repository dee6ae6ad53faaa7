import { describe, expect, test } from "vitest";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { resubmitJob, submitJob } from "~/jobs/submit-job.server.ts";
import { withdrawJob } from "~/jobs/return-job.server.ts";
import { cannedReasons } from "~/moderation/canned-reasons.ts";
import { listQueue } from "~/moderation/list-queue.server.ts";
import { parseQueueKey } from "~/moderation/queue.ts";
import { showReview } from "~/moderation/show-review.server.ts";
import { later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action, loader } from "~/routes/moderation/review.tsx";
import { loader as queueLoader } from "~/routes/moderation/queue.tsx";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import {
  aPost,
  aRevision,
  jobOf,
  mailsAbout,
  ordersOf,
  REFUSING_CARD,
  startBilling,
  submitCheckout,
  type Post,
} from "#tests/billing/board.ts";
import { aDraft, planOf, subscribed, submitByPlan } from "#tests/billing/plans.ts";

const board = startBilling();
const context = { clientAddress: "", requestId: "", nonce: "" };

async function submitted(title = "Inpatient Coder", card?: string) {
  const post = await aPost({ title });
  await board.pay(post, card);
  await board.hearWebhooks();
  return post;
}

/** Submits for a credit instead of a card. */
async function submittedForCredit() {
  const post = await aPost();
  const termId: TermId = newId<"term">();
  await transact(database(), async (trx) => {
    const grant = { employerId: post.employerId, credits: 1, actorAccountId: board.moderatorId(), note: "" };
    await grantCredits(trx, { ...grant, sourceKey: `test:${post.jobId}` });
    const right = { kind: "credit", ref: `hold:${termId}` } as const;
    await submitJob(trx, { ...post, termId, right, days: 30, actor: byAccount(post.accountId) });
    await holdCredit(trx, { employerId: post.employerId, termId });
  });
  return post;
}

/** Posts the review page's form. */
async function decide(jobId: JobId, fields: Record<string, string>, as: AccountId = board.moderatorId()) {
  const request = await requestAs(as, `/moderation/jobs/${jobId}`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  const answer: unknown = await action({ request, params: { jobId }, context }).catch((thrown: unknown) => thrown);
  if (answer instanceof Response)
    return {
      status: answer.status,
      location: answer.headers.get("Location"),
      flash: decodeURIComponent(flashOf(answer)),
      reply: undefined,
    };
  const refused = answer as { data: { lastResult: Reply }; init: { status: number } };
  return { status: refused.init.status, location: null, flash: "", reply: refused.data.lastResult };
}
type Reply = { error?: Record<string, string[]>; initialValue?: Record<string, unknown> };

function flashOf(answer: Response): string {
  const [, value = ""] = /cc_flash=([^;]*)/.exec(answer.headers.get("Set-Cookie") ?? "") ?? [];
  return Buffer.from(decodeURIComponent(value), "base64").toString();
}

async function review(post: Post) {
  const found = await showReview(database(), post.jobId);
  if (!found) throw new Error("There is no review");
  return found;
}

describe("the queue", () => {
  test("puts first what runs out first: the authorization's end, else seven days after the submission", async () => {
    const credit = await submittedForCredit();
    const card = await submitted();
    const soon = await submitted();
    await database()
      .updateTable("order")
      .set({ capture_before: later(now(), 3_600_000) })
      .where("job_id", "=", soon.jobId)
      .execute();
    await database()
      .updateTable("job")
      .set({ updated_at: later(now(), -5 * 86_400_000) })
      .where("id", "=", credit.jobId)
      .execute();
    const { jobs, count } = await listQueue(database(), { moderatorId: board.moderatorId(), limit: 10 });
    const order = jobs.map((job) => job.jobId).filter((id) => [credit, card, soon].some((post) => post.jobId === id));
    expect(order).toEqual([soon.jobId, credit.jobId, card.jobId]);
    expect(count).toBe(jobs.length);
    expect(jobs.find((job) => job.jobId === soon.jobId)).toMatchObject({
      lapses: true,
      right: "Single post, $199 authorized",
    });
    expect(jobs.find((job) => job.jobId === credit.jobId)).toMatchObject({ lapses: false, right: "A credit, held" });
  });

  test("says of a job that is sent by a plan which plan pays for it, and when that has ended", async () => {
    const owner = await subscribed(board);
    const jobId = await aDraft(owner);
    await submitByPlan(owner, jobId);
    const words = async () =>
      (await listQueue(database(), { moderatorId: board.moderatorId(), limit: 50 })).jobs.find(
        (job) => job.jobId === jobId,
      )?.right;
    expect(await words()).toBe("Monthly plan: Unlimited monthly");
    expect((await showReview(database(), jobId))?.right?.words).toBe("Monthly plan: Unlimited monthly");
    await board.stripe().subscriptions.cancel((await planOf(owner)).stripe_subscription);
    await board.hearWebhooks();
    expect(await words()).toBe("Monthly plan, which has ended: to be paid another way");
  });

  test("says of one that a promotion made free that nothing is to be paid, and of one let go that nothing was", async () => {
    const free = await aPost();
    const { checkoutUrl } = await openCheckout(database(), { ...free, employerName: "North Hospital" });
    await submitCheckout(checkoutUrl!, { action: "apply_code", promotion_code: await board.promotion(100) });
    await submitCheckout(checkoutUrl!, { action: "pay", email: "owner@example.com" });
    await board.hearWebhooks();
    expect((await review(free)).right?.words).toBe("Single post, free by a promotion");
    const rejected = await submitted();
    await board.decide(rejected, "reject");
    expect((await review(rejected)).right?.words).toBe("Single post, not charged");
  });

  test("is paged by key: each job once, though the first ones are decided meanwhile", async () => {
    const moment = later(now(), 3 * 86_400_000);
    for (let index = 0; index < 4; index++) {
      const post = await submitted();
      const atOnce = database().updateTable("order").set({ capture_before: moment });
      await atOnce.where("job_id", "=", post.jobId).execute();
    }
    const all = (await listQueue(database(), { moderatorId: board.moderatorId(), limit: 50 })).jobs.map(
      (job) => job.jobId,
    );
    const paged: JobId[] = [];
    let key: string | undefined;
    do {
      const page = await listQueue(database(), {
        moderatorId: board.moderatorId(),
        limit: 2,
        after: parseQueueKey(key ?? null),
      });
      paged.push(...page.jobs.map((job) => job.jobId));
      key = page.next;
    } while (key);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(paged.length);
  });

  test.each(["nonsense", "1.2", "9999999999999999.11111111111111111111111", "-1.1111111111111111111111"])(
    "begins at its beginning for the key %s",
    (key) => expect(parseQueueKey(key)).toBeUndefined(),
  );

  test("is not there for anybody but staff", async () => {
    const request = await requestAs(await anAccount(), "/moderation");
    const answer = await queueLoader({ request, params: {}, context }).catch((thrown: unknown) => thrown);
    expect((answer as Response).status).toBe(404);
  });
});

describe("a decision", () => {
  test("to approve makes the job live, charged, and findable in the same request", async () => {
    const search = jobSearch();
    await search.catchUp();
    const post = await submitted("Zeugmatic Coder");
    const find = () => search.search({ ...anyJob(), q: "zeugmatic" }, { limit: 5 });
    expect((await find()).total).toBe(0);
    const answer = await decide(post.jobId, { revision: post.revisionId, decision: "approve" });
    expect(answer).toMatchObject({ status: 302 });
    expect(answer.flash).toContain("is live, and $199 was charged");
    expect((await find()).items.map((job) => job.id)).toEqual([post.jobId]);
    await search.stop();
  });

  test("leads to the next job that waits", async () => {
    const post = await submitted();
    const next = await submitted();
    await database()
      .updateTable("order")
      .set({ capture_before: later(now(), 60_000) })
      .where("job_id", "=", next.jobId)
      .execute();
    const answer = await decide(post.jobId, { revision: post.revisionId, decision: "approve" });
    expect(answer.location).toBe(`/moderation/jobs/${next.jobId}`);
  });

  test("says so when the payment was refused, and when Stripe did not answer", async () => {
    const refused = await submitted("Refused", REFUSING_CARD);
    const answer = await decide(refused.jobId, { revision: refused.revisionId, decision: "approve" });
    expect(answer.flash).toContain("approved but not live: the payment could not be taken");

    const pending = await submitted("Pending");
    const path = "/v1/payment_intents/:id/capture";
    await board.control("/faults", { kind: "api", fault: "server_error", method: "POST", path, times: 3 });
    const later = await decide(pending.jobId, { revision: pending.revisionId, decision: "approve" });
    expect(later.flash).toContain("goes live as soon as the payment is taken");
  });

  test("to reject takes a prepared reason, the moderator's own words, or both", async () => {
    const [canned] = cannedReasons.filter((one) => one.decision === "reject");
    const reasons: [Record<string, string>, string][] = [
      [{ canned: canned!.code }, canned!.text],
      [{ canned: canned!.code, reason: "See our terms." }, `${canned!.text}\n\nSee our terms.`],
      [{ canned: canned!.code, reason: canned!.text }, canned!.text],
      [{ reason: "This is a course, not a job." }, "This is a course, not a job."],
    ];
    for (const [fields, told] of reasons) {
      const post = await submitted();
      await decide(post.jobId, { revision: post.revisionId, decision: "reject", ...fields });
      expect(await jobOf(post)).toMatchObject({ state: "rejected" });
      expect((await review(post)).history.at(-1)).toMatchObject({ by: "Priya Raman", reason: told });
      expect(await mailsAbout(post)).toEqual(["submitted", "rejected"]);
    }
  });

  test("to reject without a reason is refused beside the field, with what was typed", async () => {
    const post = await submitted();
    const answer = await decide(post.jobId, { revision: post.revisionId, decision: "reject", reason: "No." });
    expect(answer.status).toBe(400);
    expect(answer.reply?.error?.reason?.[0]).toContain("at least 10 characters");
    expect(answer.reply?.initialValue).toMatchObject({ reason: "No." });
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("on a revision that was replaced meanwhile is refused, and the page shows what changed", async () => {
    const post = await submitted("Rockstar Coder $$$");
    const read = post.revisionId;
    await transact(database(), (trx) => withdrawJob(trx, post));
    await board.settled();
    const revisionId = await aRevision(post, { title: "Inpatient Coder", bodySource: "You code outpatient visits." });
    await board.pay({ ...post, revisionId });
    await board.hearWebhooks();
    const answer = await decide(post.jobId, { revision: read, decision: "approve" });
    expect(answer.status).toBe(409);
    expect(answer.reply?.error?.[""]?.[0]).toContain("has changed this job since you opened it");
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    const { diff } = await review(post);
    expect(diff?.changes).toEqual([{ field: "Title", before: "Rockstar Coder $$$", after: "Inpatient Coder" }]);
    expect(diff?.text).toContainEqual({ kind: "removed", text: "inpatient" });
  });

  test("by the second of two moderators is refused", async () => {
    const post = await submitted();
    await decide(post.jobId, { revision: post.revisionId, decision: "approve" });
    const answer = await decide(post.jobId, {
      revision: post.revisionId,
      decision: "reject",
      reason: "Too late for this.",
    });
    expect(answer.status).toBe(409);
    expect(answer.reply?.error?.[""]?.[0]).toContain("somebody was quicker");
    expect(await ordersOf(post)).toMatchObject([{ state: "captured" }]);
  });

  test.each([
    ["without a revision", {}],
    ["with a revision that is none", { revision: "'; drop table job" }],
    ["with a decision that is none", { decision: "delete" }],
    ["with 2,000 letters", { reason: "x".repeat(2_000), decision: "reject" }],
  ])("%s is refused, and nothing is decided", async (_, fields) => {
    const post = await submitted();
    const all = { revision: post.revisionId as string, decision: "approve", ...fields };
    if (!("revision" in fields) && Object.keys(fields).length === 0) all.revision = "";
    expect((await decide(post.jobId, all)).status).toBe(400);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("by anybody but staff, or on a job that is none, is a 404", async () => {
    const post = await submitted();
    const fields = { revision: post.revisionId, decision: "approve" };
    expect((await decide(post.jobId, fields, post.accountId)).status).toBe(404);
    expect((await decide(newId<"job">(), fields)).status).toBe(404);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("is in the audit log once, with who took it", async () => {
    const post = await submitted();
    await decide(post.jobId, { revision: post.revisionId, decision: "approve" });
    const rows = await database()
      .selectFrom("audit")
      .select(["action", "actor_account_id"])
      .where("subject_id", "=", post.jobId)
      .where("action", "in", ["job.approve", "job.go-live"])
      .orderBy("id")
      .execute();
    expect(rows).toEqual([
      { action: "job.approve", actor_account_id: board.moderatorId() },
      { action: "job.go-live", actor_account_id: null },
    ]);
  });
});

describe("the review page", () => {
  test("shows what a correction changed, and what it settled", async () => {
    const post = await submitted("URGENT: Coder $45/hr");
    const before = await review(post);
    expect(before.diff).toBeUndefined();
    expect(before.findings.open.map((finding) => finding.rule)).toContain("title-pay");
    await decide(post.jobId, { revision: post.revisionId, decision: "request_changes", canned: "title" });
    const revisionId = await aRevision(post, {
      pay: { minCents: 4_000, maxCents: 4_500, unit: "hour", chartsPerHour: null },
    });
    await transact(database(), (trx) => resubmitJob(trx, { ...post, revisionId }));
    const after = await review(post);
    expect(after.diff).toMatchObject({ number: 1, text: undefined });
    expect(after.diff?.changes.map((change) => change.field)).toEqual(["Title", "Pay"]);
    expect(after.diff?.unchanged).toContain("Credential rule");
    expect(after.findings.settled.map((finding) => finding.rule)).toContain("title-pay");
    expect(after.revision.number).toBe(2);
    expect(after.history.map((entry) => entry.words)).toEqual([
      "Submitted for review",
      "Changes asked for by a moderator",
      "Corrected and sent back for review",
    ]);
  });

  test("tells the employer's record and who sent the job", async () => {
    const post = await submitted();
    await decide(post.jobId, { revision: post.revisionId, decision: "approve" });
    const found = await review(post);
    expect(found.employer).toMatchObject({ approved: 1, rejected: 0, live: 1 });
    expect(found.revision.sentBy).toBe("Marisol Vega, owner");
    expect(found.right).toMatchObject({ words: "Single post, $199 paid", amountCents: undefined });
  });

  test("is not there for a draft, which is its employer's alone", async () => {
    const post = await aPost();
    const request = await requestAs(board.moderatorId(), `/moderation/jobs/${post.jobId}`);
    const answer = await loader({ request, params: { jobId: post.jobId }, context }).catch((thrown: unknown) => thrown);
    expect((answer as Response).status).toBe(404);
  });
});
