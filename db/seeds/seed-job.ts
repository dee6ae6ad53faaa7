import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { holdCredit } from "~/billing/use-right.server.ts";
import { expireDueJobs, endJob } from "~/jobs/end-job.server.ts";
import { formFromContent } from "~/jobs/form-from-content.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { updateSlug } from "~/jobs/job-draft.queries.server.ts";
import { judgePostForm } from "~/jobs/judge-post-form.server.ts";
import { parseMoney } from "~/jobs/post-amounts.ts";
import { partOf, type PostForm } from "~/jobs/post-form.ts";
import { markOf, saveDraft } from "~/jobs/save-draft.server.ts";
import { startDraft } from "~/jobs/start-draft.server.ts";
import { slugOf, submitDraft } from "~/jobs/submit-draft.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type RevisionId, type TermId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { TERM_DAYS, type DemoJob } from "./content/demo.ts";
import type { SeededEmployer } from "./seed-people.ts";

/** A job's rows in the database, as far as its life has come. */
export type SeededJob = {
  seed: DemoJob;
  id: JobId;
  form: PostForm;
  author: AccountId;
  employer: SeededEmployer;
  revisionId?: RevisionId;
};

/** The form that the job's author filled in. An unfinished draft lacks what people leave for last. */
function formOf({ content, outcome }: DemoJob, unfinished: boolean): PostForm {
  const { places, ...rest } = content;
  const locations = places.map((label) => ({
    label,
    city: null,
    state: null,
    zip: null,
    latitude: null,
    longitude: null,
  }));
  const form = formFromContent({ ...rest, locations, bodyHtml: "", bodyText: "" });
  if (outcome !== "draft" || !unfinished) return form;
  const { payMin: _payMin, payMax: _payMax, groups: _groups, production: _production, ...begun } = form;
  return begun;
}

/** Starts the job's draft. */
export async function draftJob(db: Db, seed: DemoJob, employer: SeededEmployer, number: number): Promise<SeededJob> {
  const author = number % 3 === 0 || !employer.recruiter ? employer.owner : employer.recruiter;
  const form = formOf(seed, number % 2 === 0);
  const id = await startDraft(db, { accountId: author, employerId: employer.id, form });
  return { seed, id, form, author, employer };
}

/**
 * Submits a draft under a credit instead of a card: what the page does, but for Stripe's Checkout.
 * @throws Error when the form that the demo filled in is one that the board refuses.
 */
export async function submitWithCredit(db: Db, job: SeededJob): Promise<void> {
  const { content, errors } = judgePostForm(job.form);
  if (!content) throw new Error(`The board refuses ${job.seed.key}: ${JSON.stringify(errors)}`);
  job.revisionId = await transact(db, async (trx) => {
    const revisionId = await insertRevision(trx, job.id, content, job.author);
    await updateSlug(trx, job.id, slugOf(content.title, job.id));
    const termId: TermId = newId<"term">();
    await holdCredit(trx, { employerId: job.employer.id, termId });
    await submitJob(trx, {
      jobId: job.id,
      revisionId,
      right: { kind: "credit", ref: termId },
      days: TERM_DAYS,
      actor: byAccount(job.author),
      termId,
    });
    return revisionId;
  });
}

/** Lets a moderator decide as the demo has it. */
export async function decide(db: Db, job: SeededJob, moderatorId: AccountId): Promise<void> {
  const { outcome, reason } = job.seed;
  const decision = outcome === "rejected" ? "reject" : outcome === "changes_requested" ? "request_changes" : "approve";
  await decideJob(db, { jobId: job.id, revisionId: job.revisionId!, moderatorId, decision, reason });
}

/** The employer says that the job is still open. */
export async function confirmOpen(db: Db, job: SeededJob): Promise<void> {
  await transact(db, async (trx) => {
    await trx.updateTable("job").set({ confirmed_at: now(), updated_at: now() }).where("id", "=", job.id).execute();
    await recordAudit(trx, {
      actor: byAccount(job.author),
      action: "job.confirm",
      subject: { kind: "job", id: job.id },
    });
    jobChanged(trx, job.id);
  });
}

/** The employer of a live job offers two dollars more, and sends that edit: it waits in the queue. */
export async function editPay(db: Db, { id: jobId, author: accountId, form }: SeededJob): Promise<void> {
  const most = (parseMoney(String(form.payMax)) ?? 0) + 200;
  const part = { ...partOf(form, "pay"), payMax: (most / 100).toFixed(2) };
  const edit = { accountId, jobId, step: "pay" as const, part, seen: markOf(form, "pay"), hand: { tab: "demo" } };
  await saveDraft(db, edit);
  await submitDraft(db, accountId, jobId);
}

/** Ends the job's life as the demo has it: by its employer, or by time. */
export async function end(db: Db, job: SeededJob): Promise<void> {
  const { outcome } = job.seed;
  if (outcome === "expired") await expireDueJobs(db, system);
  else if (outcome === "filled" || outcome === "closed")
    await transact(db, (trx) => endJob(trx, job.id, outcome, byAccount(job.author)));
}
