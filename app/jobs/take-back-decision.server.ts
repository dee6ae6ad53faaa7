import "./job.tasks.ts";
import type { Actor } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { findDraft } from "./job-draft.queries.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import type { JobMailEvent } from "./job.tasks.ts";
import { changeJob, moveJob } from "./move-job.server.ts";

type About = { jobId: JobId; revisionId: RevisionId; actor: Actor };

/**
 * Takes back that changes were asked for: the job is in review again in the words it had, under the right it still holds.
 * The caller has judged that nothing was changed since.
 * @throws DomainError `conflict` when the job has moved on.
 */
export async function takeBackRequest(trx: Trx, { jobId, revisionId, actor }: About): Promise<void> {
  const job = await lockUnmoved(trx, jobId, (one) => one.pending_revision_id === revisionId);
  await moveJob(trx, job, {
    to: "submitted",
    actor,
    action: "job.take-back-request",
    detail: { revision: revisionId },
  });
  await mail(trx, job, "request_taken_back", revisionId);
}

/**
 * Takes back that an edit was returned or rejected: it waits in the queue again, and what is live stays live.
 * @throws as `takeBackRequest`.
 */
export async function takeBackReturnedEdit(trx: Trx, { jobId, revisionId, actor }: About): Promise<void> {
  const job = await lockUnmoved(trx, jobId, (one) => one.state === "live" && !one.pending_revision_id);
  await changeJob(trx, job, {
    actor,
    action: "job.take-back-returned-edit",
    set: { pending_revision_id: revisionId },
    detail: { revision: revisionId },
  });
  await mail(trx, job, "edit_reopened", revisionId);
}

/**
 * Takes back that an edit was approved: the words that were live before are live again, and the edit waits in the queue.
 * No date, term or order moves.
 * @param before the revision that was live before.
 * @throws as `takeBackRequest`.
 */
export async function takeBackApprovedEdit(
  trx: Trx,
  { jobId, revisionId, actor, before }: About & { before: RevisionId },
): Promise<void> {
  const job = await lockUnmoved(
    trx,
    jobId,
    (one) => one.state === "live" && one.approved_revision_id === revisionId && !one.pending_revision_id,
  );
  await changeJob(trx, job, {
    actor,
    action: "job.take-back-approved-edit",
    set: { approved_revision_id: before, pending_revision_id: revisionId },
    detail: { revision: revisionId, before },
  });
  await mail(trx, job, "edit_approval_taken_back", revisionId);
}

/** When a job's form was written last; undefined where there is none, for example since an edit was discarded. */
export async function formWrittenAt(db: Db | Trx, jobId: JobId): Promise<Date | undefined> {
  return (await findDraft(db, jobId))?.savedAt;
}

async function lockUnmoved(trx: Trx, jobId: JobId, stands: (job: JobRow) => boolean): Promise<JobRow> {
  const job = await lockJob(trx, jobId);
  if (!job || !stands(job))
    throw new DomainError("conflict", "This job has moved on since, so the decision can no longer be taken back.");
  return job;
}

function mail(trx: Trx, job: JobRow, event: JobMailEvent, revisionId: RevisionId): Promise<void> {
  const dedupeKey = `job.mail:${event}:${revisionId}:${job.version}`;
  return enqueueTask(trx, "job.mail", { jobId: job.id, event }, { dedupeKey });
}
