import { amountOf } from "~/billing/order.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { findJobForMember } from "~/jobs/find-job.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { rejectJob, requestChanges } from "~/jobs/return-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import type { Decision, Settlement } from "./decision.ts";

/**
 * Commits a moderator's decision on the revision that was read, with its audit row and its mail; then takes the money
 * (approve) or lets it go (reject) in the same request. If Stripe does not answer, or this process dies, a task does that.
 * @returns what has become of the money by now.
 * @throws DomainError `not-found`; `conflict` when somebody else decided or the employer changed the job.
 */
export async function decideJob(
  db: Db,
  input: { jobId: JobId; revisionId: RevisionId; moderatorId: AccountId; decision: Decision; reason: string },
): Promise<Settlement> {
  const { settle, refused } = await transact(db, (trx) => commitDecision(trx, input));
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

/** @returns the order whose money must be dealt with after the commit; `refused` when nothing pays for an approved job. */
async function commitDecision(
  trx: Trx,
  input: Parameters<typeof decideJob>[1],
): Promise<{ settle?: OrderId; refused?: true }> {
  const { jobId, revisionId, reason } = input;
  const about = { jobId, revisionId, reason, actor: byAccount(input.moderatorId) };
  if (await findJobForMember(trx, input.moderatorId, jobId))
    throw new DomainError("conflict", "This is your own organization's job. Somebody else decides on it.");
  let done: { settle?: OrderId; refused?: true } = {};
  if (input.decision === "approve") done = await approveJob(trx, about);
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
      created_at: now(),
    })
    .execute();
  return done;
}
