import { byAccount, system } from "~/audit/record-audit.server.ts";
import { creditBalance, getActivePlan } from "~/billing/find-order.server.ts";
import { closeCheckoutsOfJob, openExtension, SINGLE_POST } from "~/billing/open-checkout.server.ts";
import type { OrderRow } from "~/billing/right-handlers.server.ts";
import { findWorkingPlan, requirePlan, usePlan } from "~/billing/use-plan.server.ts";
import { holdCredit } from "~/billing/use-right.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type JobId, type OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { formatDate } from "~/ui/format.ts";
import type { DeskJob } from "./desk.queries.server.ts";
import { findJobForMember, lockJob, type JobRow } from "./job.queries.server.ts";
import { beginDueTerm, cutNextTerm, joinNextTerm } from "./next-term.server.ts";
import type { PayBy } from "./pay-for-revision.server.ts";
import {
  insertTerm,
  listOpenTerms,
  lockOpenTerms,
  lockTermOfOrder,
  type Right,
  type TermRow,
} from "./term.queries.server.ts";

const NOT_EXTENDED =
  "The job ended in the moment in which the card was charged, so it was not extended. Write to us to have the money back.";
const PLACE_TAKEN =
  "The job has ended or is extended otherwise by now, so this order extends nothing. Write to us to have the money back.";

/** What one more term costs, in US cents, and brings from the present end on; what could pay for it instead. */
export type ExtensionOffer = { cents: number; days: number; from: Date; credits: number; planName: string | null };

/** What became of it: a card is waited for at `url`, an earlier page turned out to be paid, or it is done. */
export type Extension =
  { kind: "checkout"; url: string } | { kind: "paid"; orderId: OrderId } | { kind: "extended"; until: Date };

/**
 * What extending this job would cost and bring now; undefined where that is not sold, since the job is not live, was
 * brought from outside, or is extended already. The caller has checked who asks.
 */
export async function offerExtension(db: Db, job: DeskJob): Promise<ExtensionOffer | undefined> {
  if (refusal({ ...job, expires_at: job.expiresAt }, await listOpenTerms(db, job.id))) return undefined;
  const [plan, credits, monthly] = await Promise.all([
    getActivePlan(db, SINGLE_POST),
    creditBalance(db, job.employerId),
    findWorkingPlan(db, job.employerId),
  ]);
  return {
    cents: plan.price_cents,
    days: plan.term_days,
    from: job.expiresAt!,
    credits,
    planName: monthly?.plan_name ?? null,
  };
}

/**
 * Gives a live job one more term after the one that runs. No moderator reads it again, since its words are approved: a
 * card is charged as soon as it is known that the job is live still, a plan is used now, and a credit is held now and
 * spent when the new term begins. A job has at most one such term at a time, so that a click which comes twice, by
 * whatever way to pay, extends it once.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is not live, is extended already, no
 *   credit is left, no plan works, or the price is another one by now; `unavailable` when Stripe does not answer. Nothing
 *   is owed then.
 */
export async function extendJob(
  db: Db,
  wish: { accountId: AccountId; jobId: JobId; payBy: PayBy; seenCents: number },
): Promise<Extension> {
  const { accountId, jobId, payBy, seenCents } = wish;
  const job = await findJobForMember(db, accountId, jobId);
  const employer = job && (await findEmployerForMember(db, accountId, job.employer_id));
  if (!job || !employer) throw new DomainError("not-found", "There is no such job.");
  const no = refusal(job, await listOpenTerms(db, jobId));
  if (no) throw new DomainError("conflict", no);
  if (payBy !== "card") return extendAtOnce(db, { accountId, jobId, payBy });
  const { orderId, checkoutUrl } = await openExtension(db, {
    employerId: employer.id,
    employerName: employer.name,
    jobId,
    revisionId: job.approved_revision_id!,
    accountId,
    seenCents,
  });
  return checkoutUrl ? { kind: "checkout", url: checkoutUrl } : { kind: "paid", orderId };
}

async function extendAtOnce(
  db: Db,
  { accountId, jobId, payBy }: { accountId: AccountId; jobId: JobId; payBy: "credit" | "plan" },
): Promise<Extension> {
  try {
    const paid = await closeCheckoutsOfJob(db, jobId, "extension");
    if (paid) return { kind: "paid", orderId: paid };
  } catch (error) {
    // A page that stays open does no harm: whoever pays there finds the job extended, and the card is let go.
    log.warn({ job: jobId, error: errorText(error) }, "an open checkout could not be closed");
  }
  return transact(db, async (trx) => {
    if (!(await findJobForMember(trx, accountId, jobId))) throw new DomainError("not-found", "There is no such job.");
    const job = await lockExtendable(trx, jobId);
    const termId = newId<"term">();
    const right = { employerId: job.employer_id, termId };
    const { days } = payBy === "plan" ? await requirePlan(trx, job.employer_id) : await holdCredit(trx, right);
    const term = await addTerm(trx, job, {
      id: termId,
      revisionId: job.approved_revision_id!,
      days: days ?? (await getActivePlan(trx, SINGLE_POST)).term_days,
      right: { kind: payBy, ref: `${payBy === "plan" ? "plan" : "hold"}:${termId}` },
    });
    if (payBy === "plan" && !(await usePlan(trx, right)))
      throw new DomainError("conflict", "The plan does not work any more. The job was not extended.");
    return { kind: "extended" as const, until: await joinNextTerm(trx, job, term, byAccount(accountId)) };
  });
}

type NewTerm = { id: TermRow["id"]; revisionId: TermRow["revision_id"]; days: number; right: Right };

async function addTerm(trx: Trx, job: JobRow, term: NewTerm): Promise<TermRow> {
  await insertTerm(trx, { ...term, jobId: job.id });
  const [, next] = await lockOpenTerms(trx, job.id);
  if (!next) throw new Error(`Job ${job.id} has no term to follow`);
  return next;
}

async function lockExtendable(trx: Trx, jobId: JobId): Promise<JobRow> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  await beginDueTerm(trx, job);
  const no = refusal(job, await lockOpenTerms(trx, jobId));
  if (no) throw new DomainError("conflict", no);
  return job;
}

function refusal(
  job: Pick<JobRow, "state" | "origin" | "expires_at">,
  terms: readonly Pick<TermRow, "state" | "ends_at">[],
): string | undefined {
  if (job.origin !== "employer") return "This job was brought from outside. It is extended where it came from.";
  if (job.state !== "live" || !job.expires_at || job.expires_at <= now())
    return "This job is not live any more, so it cannot be extended. Nothing is charged.";
  const next = terms[1];
  if (!next) return undefined;
  return next.ends_at
    ? `This job is extended already, until ${formatDate(next.ends_at)}. It can be extended again once that term has begun. Nothing is charged.`
    : "This job is being extended by another payment. Nothing is charged a second time.";
}

/**
 * The money for an extension is authorized, or nothing is owed: its term has the place after the running one. It may be
 * charged then. @throws DomainError `conflict` when the job is not live any more, or another term follows already.
 */
export async function reserveExtension(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockExtendable(trx, order.job_id!);
  await addTerm(trx, job, {
    id: newId<"term">(),
    revisionId: order.revision_id!,
    days: order.term_days,
    right: { kind: order.state === "no_cost" ? "no_cost_order" : "order", ref: order.id, orderId: order.id },
  });
  if (order.state === "no_cost") await takeExtension(trx, order);
}

/**
 * The money for an extension is taken: the job ends a term later.
 * @throws DomainError `conflict` when the job ended in that very moment; it stays as it is.
 */
export async function takeExtension(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  const term = job && (await lockTermOfOrder(trx, order.id));
  // A suspended job has not ended: its next term waits with it.
  const isOn = job?.state === "live" || job?.state === "suspended";
  if (!isOn || term?.state !== "held") throw new DomainError("conflict", NOT_EXTENDED);
  await joinNextTerm(trx, job, term, byAccount(order.created_by));
}

/**
 * The money for an extension is not given, or all of it went back: the job ends when it would have without it. A term that
 * has begun runs to its end, as that of a post does.
 */
export async function dropExtension(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  const [, next] = job ? await lockOpenTerms(trx, job.id) : [];
  if (job && next?.order_id === order.id && (!next.starts_at || next.starts_at > now()))
    await cutNextTerm(trx, job, next);
}

/**
 * The money for an extension had gone back and is the board's again: the job is extended once more, from the end it has
 * now. Nothing changes where the term was never cut off.
 * @throws DomainError `conflict` when the job is over, or another term follows by now.
 */
export async function restoreExtension(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  const term = job && (await lockTermOfOrder(trx, order.id));
  if (!job || term?.state !== "released") return;
  if (refusal(job, await lockOpenTerms(trx, job.id))) throw new DomainError("conflict", PLACE_TAKEN);
  await joinNextTerm(trx, job, term, system);
}
