import "./job.tasks.ts";
import type { Actor } from "~/audit/record-audit.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { changeJob } from "./move-job.server.ts";

type About = { jobId: JobId; revisionId: RevisionId; actor: Actor };

/**
 * Commits a moderator's approval of an edit: its words take the place of those that were live. Nothing is paid and no
 * date moves; the term and the order behind it keep the revision that they were for.
 * @throws DomainError `conflict` when another edit waits by now, none does, or the job is not live any more.
 */
export async function approveEdit(trx: Trx, { jobId, revisionId, actor }: About): Promise<void> {
  const job = await lockEdit(trx, jobId, revisionId);
  await changeJob(trx, job, {
    actor,
    action: "job.approve-edit",
    set: { approved_revision_id: revisionId, pending_revision_id: null },
    detail: { revision: revisionId, before: job.approved_revision_id },
  });
  await mail(trx, job, "edit_approved", revisionId);
}

/**
 * Sends an edit back to its employer, with the moderator's reason: what is live stays live, and the edit leaves the queue.
 * @throws as `approveEdit`.
 */
export async function returnEdit(
  trx: Trx,
  { jobId, revisionId, actor, decision, reason }: About & { decision: "request_changes" | "reject"; reason: string },
): Promise<void> {
  const job = await lockEdit(trx, jobId, revisionId);
  const rejected = decision === "reject";
  await changeJob(trx, job, {
    actor,
    action: rejected ? "job.reject-edit" : "job.request-edit-changes",
    set: { pending_revision_id: null },
    detail: { revision: revisionId },
  });
  await mail(trx, job, rejected ? "edit_rejected" : "edit_changes_requested", revisionId, reason);
}

async function lockEdit(trx: Trx, jobId: JobId, revisionId: RevisionId): Promise<JobRow> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (job.state !== "live")
    throw new DomainError("conflict", "This job is not live any more, and its edit has left the queue with it.");
  if (!job.pending_revision_id)
    throw new DomainError(
      "conflict",
      "This edit is not in review any more: it was decided, or its employer took it back.",
    );
  if (job.pending_revision_id !== revisionId)
    throw new DomainError("conflict", "The employer has changed this edit since you opened it. Read it again.");
  return job;
}

function mail(
  trx: Trx,
  job: JobRow,
  event: "edit_approved" | "edit_changes_requested" | "edit_rejected",
  revisionId: RevisionId,
  reason?: string,
): Promise<void> {
  const dedupeKey = `job.mail:${event}:${revisionId}:${job.version}`;
  return enqueueTask(trx, "job.mail", { jobId: job.id, event, reason }, { dedupeKey });
}
