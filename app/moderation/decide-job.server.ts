import { byAccount } from "~/audit/record-audit.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { rejectJob, requestChanges } from "~/jobs/return-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { Decision } from "./decision.ts";

/**
 * Commits a moderator's decision on the revision that was read, with its audit row and its mail; then takes the money
 * (approve) or lets it go (reject) in the same request. If Stripe does not answer, or this process dies, a task does that.
 * @returns whether the money was dealt with here and now.
 * @throws DomainError `not-found`; `conflict` when somebody else decided or the employer changed the job.
 */
export async function decideJob(
  db: Db,
  input: { jobId: JobId; revisionId: RevisionId; moderatorId: AccountId; decision: Decision; reason: string },
): Promise<{ settled: boolean }> {
  const about = {
    jobId: input.jobId,
    revisionId: input.revisionId,
    actor: byAccount(input.moderatorId),
    reason: input.reason,
  };
  const { settle } = await transact(db, async (trx): Promise<{ settle?: OrderId }> => {
    await trx
      .insertInto("moderation_decision")
      .values({
        id: newId<"moderation_decision">(),
        job_id: input.jobId,
        revision_id: input.revisionId,
        moderator_id: input.moderatorId,
        decision: input.decision,
        reason: input.reason,
        created_at: now(),
      })
      .execute();
    if (input.decision === "approve") return approveJob(trx, about);
    if (input.decision === "reject") return rejectJob(trx, about);
    await requestChanges(trx, about);
    return {};
  });
  if (!settle) return { settled: true };
  try {
    await settleOrder(db, settle);
    return { settled: true };
  } catch (error) {
    log.warn(
      { order: settle, error: error instanceof Error ? error.message : "unknown" },
      "the task will settle this order",
    );
    return { settled: false };
  }
}
