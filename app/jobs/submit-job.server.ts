import "./job.tasks.ts";
import { byAccount, type Actor } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type JobId, type RevisionId, type TermId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { insertTerm, lockOpenTerm, updateTerm, type Right } from "./term.queries.server.ts";

/**
 * Hands a revision to the moderators, once a right that can pay for its term is held. Calling it again for the same right
 * changes nothing. A job whose changes were asked for keeps the term, and so the right, it already holds.
 * @returns the term.
 * @throws DomainError `not-found`; `conflict` when the job is not waiting to be submitted.
 */
export async function submitJob(
  trx: Trx,
  input: { jobId: JobId; revisionId: RevisionId; right: Right; days: number; actor: Actor; termId?: TermId },
): Promise<TermId> {
  const job = await lockJob(trx, input.jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  const held = await lockOpenTerm(trx, job.id);
  if (held && held.right_kind === input.right.kind && held.right_ref === input.right.ref) return held.id;
  if (held) throw new DomainError("conflict", "This job already holds a right to be posted.");
  const termId = input.termId ?? newId<"term">();
  // First the move, which may refuse: whoever catches the refusal commits nothing of the rest.
  await moveJob(trx, job, {
    to: "submitted",
    actor: input.actor,
    action: "job.submit",
    set: { pending_revision_id: input.revisionId },
    detail: { revision: input.revisionId, term: termId, right: input.right.kind },
  });
  await insertTerm(trx, {
    id: termId,
    jobId: job.id,
    revisionId: input.revisionId,
    days: input.days,
    right: input.right,
  });
  await enqueueTask(
    trx,
    "job.mail",
    { jobId: job.id, event: "submitted" },
    { dedupeKey: `job.mail:submitted:${termId}` },
  );
  return termId;
}

/**
 * Sends a corrected revision back to the moderators under the right that the job still holds.
 * @throws DomainError `not-found`; `conflict` when no right is held any more.
 */
export async function resubmitJob(
  trx: Trx,
  input: { jobId: JobId; revisionId: RevisionId; accountId: AccountId },
): Promise<void> {
  const job = await lockJob(trx, input.jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  const held = await lockOpenTerm(trx, job.id);
  if (held?.state !== "held")
    throw new DomainError(
      "conflict",
      "The authorization for this job is gone. Submit it again to authorize a new one.",
    );
  await updateTerm(trx, held.id, { revision_id: input.revisionId });
  await moveJob(trx, job, {
    to: "submitted",
    actor: byAccount(input.accountId),
    action: "job.resubmit",
    set: { pending_revision_id: input.revisionId },
    detail: { revision: input.revisionId, term: held.id },
  });
}

/** The moment a term of `days` ends that starts now. */
export function termEnd(days: number): Date {
  return new Date(now().getTime() + days * 86_400_000);
}
