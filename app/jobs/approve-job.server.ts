import type { Actor } from "~/audit/record-audit.server.ts";
import { spendRight } from "~/billing/use-right.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId, OrderId, RevisionId } from "~/platform/ids.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { askForPayment } from "./ask-for-payment.server.ts";
import { jobStateLabels, type JobState } from "./job.ts";
import { moveJob } from "./move-job.server.ts";
import { takeJobLive } from "./take-job-live.server.ts";
import { lockOpenTerm, type TermRow } from "./term.queries.server.ts";

/**
 * Commits a moderator's approval of the revision that was read, and uses the right behind the term: the job is live at
 * once, or as soon as its money is taken. Where the plan that was to pay for it is over by now, or unpaid, the employer is
 * asked to pay another way.
 * @returns the order whose money must be taken after the commit, if there is one to take; `refused` when nothing pays.
 * @throws DomainError `not-found`; `conflict` when another revision or state is there by now.
 */
export async function approveJob(
  trx: Trx,
  input: { jobId: JobId; revisionId: RevisionId; actor: Actor },
): Promise<{ settle: OrderId | undefined; refused?: true }> {
  const { job, term } = await lockForDecision(trx, input.jobId, input.revisionId);
  await moveJob(trx, job, {
    to: "approved",
    actor: input.actor,
    action: "job.approve",
    set: { approved_revision_id: input.revisionId },
    detail: { revision: input.revisionId, term: term.id },
  });
  const right = { kind: term.right_kind, orderId: term.order_id, termId: term.id, employerId: job.employer_id };
  const spent = await spendRight(trx, right);
  if (spent === "capturing") return { settle: term.order_id ?? undefined };
  if (spent === "gone") {
    await askForPayment(trx, job.id, "plan_gone");
    return { settle: undefined, refused: true };
  }
  await takeJobLive(trx, job.id, input.actor);
  return { settle: undefined };
}

/**
 * Locks a submitted job and its held term for a decision about `revisionId`.
 * @throws DomainError `not-found`; `conflict` when somebody else decided, or the employer changed it in between.
 */
export async function lockForDecision(
  trx: Trx,
  jobId: JobId,
  revisionId: RevisionId,
): Promise<{ job: JobRow; term: TermRow }> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (job.over_at && isOver(job.state))
    throw new DomainError(
      "conflict",
      `This job is ${jobStateLabels[job.state].toLowerCase()} by now, and what waited has left the queue with it.`,
    );
  if (job.state !== "submitted")
    throw new DomainError("conflict", "This job is no longer in review: somebody was quicker.");
  if (job.pending_revision_id !== revisionId)
    throw new DomainError("conflict", "The employer has changed this job since you opened it. Read it again.");
  const term = await lockOpenTerm(trx, jobId);
  if (!term) throw new DomainError("conflict", "This job holds no right to be posted.");
  return { job, term };
}

const isOver = (state: JobState) => state === "filled" || state === "closed" || state === "expired";
