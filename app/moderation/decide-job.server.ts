import { amountOf } from "~/billing/order.ts";
import { byAccount, type Actor } from "~/audit/record-audit.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { lockJob, type JobRow } from "~/jobs/find-job.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { approveEdit, returnEdit } from "~/jobs/decide-edit.server.ts";
import { rejectJob, requestChanges } from "~/jobs/return-job.server.ts";
import type { FillStep } from "~/jobs/post-form.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import type { Decision, Settlement } from "./decision.ts";
import { requireForeign } from "./require-foreign.server.ts";
import { claimReading, putBack } from "./take-reading.server.ts";

/**
 * Commits a moderator's decision on the revision that was read, with its audit row and its mail; then takes the money
 * (approve) or lets it go (reject) in the same request. If Stripe does not answer, or this process dies, a task does that.
 * @returns what has become of the money by now.
 * `step` is the part of the form where something is to be changed, if the moderator names one.
 * A job that nobody reads is the moderator's by this; one that was theirs and ran out is so again.
 * @throws DomainError `not-found`; `conflict` when somebody else reads the job or decided, or the employer changed it.
 */
export async function decideJob(
  db: Db,
  input: {
    jobId: JobId;
    revisionId: RevisionId;
    moderatorId: AccountId;
    decision: Decision;
    reason: string;
    step?: FillStep;
  },
): Promise<Settlement> {
  const { settle, refused, edit } = await transact(db, (trx) => commitDecision(trx, input));
  if (edit) return { money: "untouched" };
  if (refused) return { money: "refused" };
  if (!settle) return { money: input.decision === "request_changes" ? "kept" : "none" };
  try {
    const { state, total_cents, amount_cents } = await settleOrder(db, settle);
    if (state === "captured") return { money: "charged", amountCents: amountOf({ total_cents, amount_cents }) };
    if (state === "authorized") return { money: "pending" };
    return { money: input.decision === "approve" ? "refused" : "released" };
  } catch (error) {
    log.warn({ order: settle, error: errorText(error) }, "the task will settle this order");
    return { money: "pending" };
  }
}

type Done = { settle?: OrderId; refused?: true; edit?: true };

/**
 * @returns the order whose money must be dealt with after the commit; `refused` when nothing pays for an approved job;
 *   `edit` when it was the edit of a live job.
 */
async function commitDecision(trx: Trx, input: Parameters<typeof decideJob>[1]): Promise<Done> {
  const { jobId, revisionId, reason } = input;
  const about = { jobId, revisionId, reason, actor: byAccount(input.moderatorId) };
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  await requireForeign(trx, job.employer_id, input.moderatorId);
  await claimReading(trx, { jobId, moderatorId: input.moderatorId });
  let done: Done = {};
  if (isEdit(job, revisionId)) done = await decideEdit(trx, about, input.decision);
  else if (input.decision === "approve") done = await approveJob(trx, about);
  else if (input.decision === "reject") done = await rejectJob(trx, about);
  else await requestChanges(trx, about);
  await trx
    .insertInto("moderation_decision")
    .values({
      id: newId<"moderation_decision">(),
      job_id: jobId,
      revision_id: revisionId,
      moderator_id: input.moderatorId,
      decision: input.decision,
      reason,
      asked_at: job?.updated_at ?? null,
      created_at: now(),
      undone_at: null,
      undone_by: null,
      step: input.decision === "request_changes" ? (input.step ?? null) : null,
    })
    .execute();
  await putBack(trx, { jobId, moderatorId: input.moderatorId });
  return done;
}

/** The edit of a live job: sent, and never approved. A job on its way to being live was never sent as an edit. */
function isEdit(job: JobRow, revisionId: RevisionId): boolean {
  return job.state === "live" && job.approved_revision_id !== revisionId;
}

async function decideEdit(
  trx: Trx,
  about: { jobId: JobId; revisionId: RevisionId; actor: Actor; reason: string },
  decision: Decision,
): Promise<Done> {
  if (decision === "approve") await approveEdit(trx, about);
  else await returnEdit(trx, { ...about, decision });
  return { edit: true };
}
