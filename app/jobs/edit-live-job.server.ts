import { byAccount } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { editChanges, isUnchanged, type EditChanges } from "./edit-kinds.ts";
import { listContents } from "./job-content.queries.server.ts";
import type { JobContent } from "./job-content.ts";
import { deleteDraftForm, findDraft } from "./job-draft.queries.server.ts";
import { findJobForMember, lockJob, type JobRow } from "./job.queries.server.ts";
import { judgePostForm } from "./judge-post-form.server.ts";
import { changeJob } from "./move-job.server.ts";
import { writeRevision } from "./write-revision.server.ts";

/** What became of an edit: a moderator reads it, it is live, or it says what is live already. */
export type EditOutcome = "review" | "at-once" | "nothing";

/**
 * Takes the edit of a live job. What a moderator approved (edit-kinds.ts) waits in the queue as the pending revision, and
 * what is live stays live; an edit of other facts is live at once. An edit that waited already gives way to this one, so
 * there is at most one. It costs nothing and moves no date; the orders keep the revision that they paid for.
 * @param input.job locked, and live.
 */
export async function sendEdit(
  trx: Trx,
  { job, content, accountId }: { job: JobRow; content: JobContent; accountId: AccountId },
): Promise<EditOutcome> {
  const live =
    job.approved_revision_id && (await listContents(trx, [job.approved_revision_id])).get(job.approved_revision_id);
  if (!live) throw new Error(`Job ${job.id} is live and has no approved revision`);
  const changes = editChanges(live, content);
  const actor = byAccount(accountId);
  if (isUnchanged(changes)) {
    if (job.pending_revision_id) await dropPending(trx, job, accountId);
    return "nothing";
  }
  const revision = await writeRevision(trx, job.id, content, accountId);
  if (changes.review.length > 0) {
    if (job.pending_revision_id !== revision)
      await changeJob(trx, job, {
        actor,
        action: "job.send-edit",
        set: { pending_revision_id: revision },
        detail: { revision },
      });
    return "review";
  }
  await changeJob(trx, job, {
    actor,
    action: "job.edit",
    set: { approved_revision_id: revision, pending_revision_id: null },
    detail: { revision, before: job.approved_revision_id, fields: changes.atOnce.map(codeOf).join(",") },
  });
  return "at-once";
}

/**
 * Takes an edit out of review at the wish of a member: what is live stays as it is, and the edit's words stay in the form.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is not in review any more.
 */
export async function withdrawEdit(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await transact(db, async (trx) => {
    const job = await lockLiveJob(trx, accountId, jobId);
    if (!job.pending_revision_id)
      throw new DomainError("conflict", "No edit of this job is in review any more. See below what happened.");
    await dropPending(trx, job, accountId);
  });
}

/**
 * Forgets an edit that was not sent, or came back: the form begins again with what is live.
 * @param seen when the edit was written that the page showed.
 * @throws DomainError `not-found` for anybody but a member; `conflict` while the edit is in review, and when somebody has
 *   written on since: that stays.
 */
export async function discardEdit(db: Db, accountId: AccountId, jobId: JobId, seen: Date): Promise<void> {
  await transact(db, async (trx) => {
    const job = await lockLiveJob(trx, accountId, jobId);
    if (job.pending_revision_id)
      throw new DomainError("conflict", "This edit is in review. Take it back first, then it can be discarded.");
    const draft = await findDraft(trx, jobId);
    if (draft && draft.savedAt.getTime() !== seen.getTime())
      throw new DomainError(
        "conflict",
        "This edit was written on since you opened the page, so it was kept. Read it first.",
      );
    await deleteDraftForm(trx, jobId);
  });
}

/** What an edit that is not sent would change, and when it was written. */
export type UnsentEdit = EditChanges & { savedAt: Date };

/** What the form of a live job would change; undefined where it changes nothing, or cannot be judged yet. */
export async function findUnsentEdit(
  db: Db,
  job: Pick<JobRow, "id" | "approved_revision_id">,
): Promise<UnsentEdit | undefined> {
  const draft = await findDraft(db, job.id);
  const { approved_revision_id: approved } = job;
  const live = draft && approved && (await listContents(db, [approved])).get(approved);
  if (!live) return undefined;
  const changes = editChanges(live, judgePostForm(draft.form).partial);
  return isUnchanged(changes) ? undefined : { ...changes, savedAt: draft.savedAt };
}

async function dropPending(trx: Trx, job: JobRow, accountId: AccountId): Promise<void> {
  await changeJob(trx, job, {
    actor: byAccount(accountId),
    action: "job.withdraw-edit",
    set: { pending_revision_id: null },
    detail: { revision: job.pending_revision_id },
  });
}

async function lockLiveJob(trx: Trx, accountId: AccountId, jobId: JobId): Promise<JobRow> {
  if (!(await findJobForMember(trx, accountId, jobId))) throw new DomainError("not-found", "There is no such job.");
  const job = await lockJob(trx, jobId);
  if (job?.state !== "live") throw new DomainError("conflict", "This job is not live any more.");
  return job;
}

/** A field's label as a code, for the audit log. */
const codeOf = (label: string) => label.toLowerCase().replace(/[^a-z0-9]+/g, "-");
