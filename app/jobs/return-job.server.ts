import "./job.tasks.ts";
import { byAccount, system, type Actor } from "~/audit/record-audit.server.ts";
import { releaseRight } from "~/billing/use-right.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId, OrderId, RevisionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockForDecision } from "./approve-job.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { lockOpenTerm, updateTerm, type TermRow } from "./term.queries.server.ts";

type Released = { settle: OrderId | undefined };

/**
 * Commits a moderator's rejection: the job is over and costs nothing. The employer reads the reason.
 * @returns the order whose authorization must be let go after the commit. @throws DomainError `not-found`, `conflict`.
 */
export async function rejectJob(
  trx: Trx,
  input: { jobId: JobId; revisionId: RevisionId; actor: Actor; reason: string },
): Promise<Released> {
  const { job, term } = await lockForDecision(trx, input.jobId, input.revisionId);
  await moveJob(trx, job, {
    to: "rejected",
    actor: input.actor,
    action: "job.reject",
    detail: { revision: input.revisionId },
  });
  await mail(trx, job, "rejected", input.revisionId, input.reason);
  return release(trx, job, term);
}

/**
 * Sends a job back to its employer for a correction; the right stays held.
 * @throws DomainError `not-found`, `conflict`.
 */
export async function requestChanges(
  trx: Trx,
  input: { jobId: JobId; revisionId: RevisionId; actor: Actor; reason: string },
): Promise<void> {
  const { job } = await lockForDecision(trx, input.jobId, input.revisionId);
  await moveJob(trx, job, {
    to: "changes_requested",
    actor: input.actor,
    action: "job.request-changes",
    detail: { revision: input.revisionId },
  });
  await mail(trx, job, "changes_requested", input.revisionId, input.reason);
}

/**
 * Takes a job out of review at its employer's wish: it is a draft again and costs nothing.
 * @returns the order whose authorization must be let go after the commit. @throws DomainError `not-found`, `conflict`.
 */
export async function withdrawJob(trx: Trx, input: { jobId: JobId; accountId: AccountId }): Promise<Released> {
  const { job, term } = await lockHeld(trx, input.jobId);
  await moveJob(trx, job, {
    to: "draft",
    actor: byAccount(input.accountId),
    action: "job.withdraw",
    set: { pending_revision_id: null },
  });
  return release(trx, job, term);
}

/**
 * The authorization behind a job in review is gone (it lapsed, or was cancelled outside): the job is a draft again, and
 * the employer is asked to authorize anew. It never goes live for free.
 */
export async function returnUnpaidJob(trx: Trx, jobId: JobId): Promise<void> {
  const { job, term } = await lockHeld(trx, jobId);
  const approved = job.state === "approved";
  await moveJob(trx, job, {
    to: approved ? "payment_needed" : "draft",
    actor: system,
    action: "job.authorization-lost",
    set: approved ? {} : { pending_revision_id: null },
    detail: { term: term.id },
  });
  await updateTerm(trx, term.id, { state: "released" });
  await mail(trx, job, "lapsed", term.revision_id);
}

async function lockHeld(trx: Trx, jobId: JobId): Promise<{ job: JobRow; term: TermRow }> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  const term = await lockOpenTerm(trx, jobId);
  if (term?.state !== "held") throw new DomainError("conflict", "This job is not in review any more.");
  return { job, term };
}

async function release(trx: Trx, job: JobRow, term: TermRow): Promise<Released> {
  await updateTerm(trx, term.id, { state: "released" });
  await releaseRight(trx, {
    kind: term.right_kind,
    orderId: term.order_id,
    termId: term.id,
    employerId: job.employer_id,
  });
  return { settle: term.right_kind === "order" ? (term.order_id ?? undefined) : undefined };
}

async function mail(
  trx: Trx,
  job: JobRow,
  event: "rejected" | "changes_requested" | "lapsed",
  revisionId: RevisionId,
  reason?: string,
) {
  await enqueueTask(
    trx,
    "job.mail",
    { jobId: job.id, event, reason },
    { dedupeKey: `job.mail:${event}:${revisionId}:${job.version}` },
  );
}
