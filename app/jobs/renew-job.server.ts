import { creditBalance, getActivePlan } from "~/billing/find-order.server.ts";
import { SINGLE_POST } from "~/billing/open-checkout.server.ts";
import { findWorkingPlan } from "~/billing/use-plan.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { findJobForMember, lockJob, type JobRow } from "./job.queries.server.ts";
import { jobStateLabels } from "./job.ts";
import { payForRevision, type PayBy, type Payment } from "./pay-for-revision.server.ts";

/** What a new term costs, in US cents, and brings; the credits or the plan that could pay for it instead. */
export type RenewalOffer = { cents: number; days: number; credits: number; planName: string | null };

/** What renewing a job of this employer costs now. The caller has checked who asks. */
export async function offerRenewal(db: Db, employerId: EmployerId): Promise<RenewalOffer> {
  const [plan, credits, monthly] = await Promise.all([
    getActivePlan(db, SINGLE_POST),
    creditBalance(db, employerId),
    findWorkingPlan(db, employerId),
  ]);
  return { cents: plan.price_cents, days: plan.term_days, credits, planName: monthly?.plan_name ?? null };
}

/**
 * Submits an expired job anew, in the words that were live, for one more term under one more right: a card that is
 * charged when a moderator approves it once more, a credit, or the plan. Its page and its applicants stay what they are.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is not expired, no credit is left, no plan works, or
 *   the price is another one by now; `unavailable` when Stripe does not answer. Nothing is owed then.
 */
export async function renewJob(
  db: Db,
  wish: { accountId: AccountId; jobId: JobId; payBy: PayBy; seenCents: number | undefined },
): Promise<Payment> {
  const { accountId, jobId } = wish;
  const lock = (trx: Trx) => lockJob(trx, jobId).then(requireExpired);
  const job = requireExpired(await findJobForMember(db, accountId, jobId));
  if (!job.approved_revision_id) throw new Error(`Job ${jobId} expired and has no approved revision`);
  return payForRevision(db, { ...wish, employerId: job.employer_id, revisionId: job.approved_revision_id, lock });
}

function requireExpired(job: JobRow | undefined): JobRow {
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (job.state !== "expired" || job.origin !== "employer")
    throw new DomainError(
      "conflict",
      job.origin === "employer"
        ? `This job is ${jobStateLabels[job.state].toLowerCase()}, so it cannot be renewed. Nothing was charged.`
        : "This job was brought from outside. It is renewed where it came from.",
    );
  return job;
}
