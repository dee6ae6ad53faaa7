import { byAccount } from "~/audit/record-audit.server.ts";
import { getActivePlan } from "~/billing/find-order.server.ts";
import { closeCheckoutsOfJob, openCheckout, SINGLE_POST } from "~/billing/open-checkout.server.ts";
import { requirePlan } from "~/billing/use-plan.server.ts";
import { holdCredit } from "~/billing/use-right.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { submitJob } from "./submit-job.server.ts";

/** With what a term is paid for. */
export type PayBy = "card" | "credit" | "plan";

/** What became of it: a card is waited for at `url`, or the revision is with the moderators. */
export type Payment =
  | { kind: "checkout"; url: string }
  /** Paid for already: an earlier checkout turned out to be done. */
  | { kind: "paid"; orderId: OrderId }
  /** A credit is held for it. */
  | { kind: "credit" }
  /** The plan of its employer works now; whether it does is asked once more at approval. */
  | { kind: "plan" };

type Wish = {
  accountId: AccountId;
  employerId: EmployerId;
  jobId: JobId;
  revisionId: RevisionId;
  payBy: PayBy;
  /** The price that the page showed, in US cents; undefined where it showed none. */
  seenCents: number | undefined;
  /** Locks the job, and refuses whoever may not submit it. */
  lock: (trx: Trx) => Promise<unknown>;
};

/**
 * Gets a revision the right to be live for a term, and hands it to the moderators with it: at once for a credit or by
 * the plan, once Stripe says that the card is authorized otherwise.
 * @throws DomainError what `lock` throws; `conflict` when no credit is left, no plan works, or the price is another one
 *   by now; `unavailable` when Stripe does not answer. Nothing is owed then.
 */
export async function payForRevision(db: Db, wish: Wish): Promise<Payment> {
  if (wish.payBy !== "card") return submitAtOnce(db, wish, wish.payBy);
  const { accountId, employerId, jobId, revisionId, seenCents } = wish;
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such job.");
  const purchase = { employerId, employerName: employer.name, jobId, revisionId, accountId, seenCents };
  const { orderId, checkoutUrl } = await openCheckout(db, purchase);
  return checkoutUrl ? { kind: "checkout", url: checkoutUrl } : { kind: "paid", orderId };
}

/** Takes a right that is there already for the revision and hands it to the moderators, both or neither. */
async function submitAtOnce(
  db: Db,
  { accountId, employerId, jobId, revisionId, lock }: Wish,
  kind: "credit" | "plan",
): Promise<Payment> {
  try {
    const paid = await closeCheckoutsOfJob(db, jobId);
    if (paid) return { kind: "paid", orderId: paid };
  } catch (error) {
    // A page that stays open does no harm: whoever pays there finds the job's right held, and the card is let go.
    log.warn({ job: jobId, error: errorText(error) }, "an open checkout could not be closed");
  }
  await transact(db, async (trx) => {
    await lock(trx);
    const termId = newId<"term">();
    const { days } =
      kind === "plan" ? await requirePlan(trx, employerId) : await holdCredit(trx, { employerId, termId });
    await submitJob(trx, {
      jobId,
      revisionId,
      termId,
      right: { kind, ref: `${kind === "plan" ? "plan" : "hold"}:${termId}` },
      days: days ?? (await getActivePlan(trx, SINGLE_POST)).term_days,
      actor: byAccount(accountId),
    });
  });
  return { kind };
}
