import { byAccount, recordAudit, system, type Actor } from "~/audit/record-audit.server.ts";
import { findActivePlan } from "~/billing/find-order.server.ts";
import { FEATURED, openUpgrade } from "~/billing/open-checkout.server.ts";
import type { OrderRow } from "~/billing/right-handlers.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId, OrderId } from "~/platform/ids.ts";
import { jobChanged } from "~/platform/transaction.server.ts";
import { findJobForMember, lockJob, type JobRow } from "./job.queries.server.ts";
import {
  findFeaturedTerm,
  findOpenTerm,
  lockOpenTerm,
  lockTermAt,
  updateTerm,
  type TermRow,
} from "./term.queries.server.ts";

const NOT_LIVE = "This job is not live any more, so it cannot be featured. Nothing is charged.";
const NOT_SHOWN =
  "The job ended in the moment in which the card was charged, so it was not featured. Write to us to have the money back.";
const PLACE_TAKEN =
  "The job is featured by another order in this term, so this one features nothing. Write to us to have the money back.";
const FEATURED_ALREADY = "This job is featured already in this term. Nothing is charged a second time.";

/** What featuring a job costs, in US cents, and until when it would be; what is sold only for a job that is live. */
export type FeatureOffer = { cents: number; until: Date };

/**
 * What featuring this job would cost and bring now; undefined where it is not sold, since the job is not live, was
 * brought from outside, or is featured already in this term. The caller has checked who asks.
 */
export async function offerFeature(db: Db, jobId: JobId): Promise<FeatureOffer | undefined> {
  const [term, plan] = await Promise.all([findOpenTerm(db, jobId), findActivePlan(db, FEATURED)]);
  if (!plan || !term || term.origin !== "employer" || refusal(term)) return undefined;
  return { cents: plan.price_cents, until: featuredUntil(plan.term_days, term) };
}

/**
 * Opens Stripe's page to feature a live job for the rest of its term. An earlier page for it is closed first; if it turns
 * out to be paid, that order is the answer.
 * @param input.seenCents the price that the buyer saw.
 * @returns the order, and the address to send the browser to unless it is paid already.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is not live, is featured already, or
 *   the price is another one by now; `unavailable` when Stripe does not answer. Nothing is owed then.
 */
export async function featureJob(
  db: Db,
  input: { accountId: AccountId; jobId: JobId; seenCents: number },
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  const { accountId, jobId } = input;
  const job = await findJobForMember(db, accountId, jobId);
  const employer = job && (await findEmployerForMember(db, accountId, job.employer_id));
  if (!employer) throw new DomainError("not-found", "There is no such job.");
  const term = await findOpenTerm(db, jobId);
  const no = term?.origin === "employer" ? refusal(term) : NOT_LIVE;
  if (!term || no) throw new DomainError("conflict", no ?? NOT_LIVE);
  return openUpgrade(db, {
    employerId: employer.id,
    employerName: employer.name,
    jobId,
    // What is live now, which may be an edit of what the term began with.
    revisionId: job.approved_revision_id ?? term.revision_id,
    accountId,
    seenCents: input.seenCents,
  });
}

function refusal(term: Pick<TermRow, "state" | "ends_at" | "featured_order_id"> & { jobState: JobRow["state"] }) {
  if (term.jobState !== "live" || term.state !== "live" || !term.ends_at || term.ends_at <= now()) return NOT_LIVE;
  return term.featured_order_id ? FEATURED_ALREADY : undefined;
}

/** A feature never outlives the term it was bought in. */
function featuredUntil(days: number, term: Pick<TermRow, "ends_at">, from = now()): Date {
  const most = later(from, days * DAY);
  return term.ends_at && term.ends_at < most ? term.ends_at : most;
}

/**
 * The money for featuring is authorized, or nothing is owed: the order takes the one place of the job's term. It may be
 * charged then.
 * @throws DomainError `conflict` when the job is not live any more, or another order features this term.
 */
export async function takeFeature(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  const term = job && (await lockOpenTerm(trx, job.id));
  const no = term ? refusal({ ...term, jobState: job.state }) : NOT_LIVE;
  if (!term || no) throw new DomainError("conflict", no ?? NOT_LIVE);
  await updateTerm(trx, term.id, { featured_order_id: order.id });
  if (order.state === "no_cost") await showFeature(trx, order);
}

/**
 * The money for featuring is taken: the lists show it.
 * @throws DomainError `conflict` when the job ended in that very moment; it stays as it is.
 */
export async function showFeature(trx: Trx, order: OrderRow): Promise<void> {
  await lockJob(trx, order.job_id!);
  const term = await findFeaturedTerm(trx, order.id);
  if (term?.state !== "live") throw new DomainError("conflict", NOT_SHOWN);
  await show(trx, order, featuredUntil(order.term_days, term), byAccount(order.created_by));
}

/**
 * The money for featuring had gone back and is the board's again: the term it was bought in is featured, as long as it
 * would have been; nothing is shown once that is over. Nothing changes where it is featured still.
 * @throws DomainError `conflict` when another order features that term by now; it stays as it is.
 */
export async function restoreFeature(trx: Trx, order: OrderRow, paidAt: Date): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  if (!job || (await findFeaturedTerm(trx, order.id))) return;
  const term = await lockTermAt(trx, job.id, paidAt);
  if (!term || term.featured_order_id) throw new DomainError("conflict", PLACE_TAKEN);
  await updateTerm(trx, term.id, { featured_order_id: order.id });
  const until = featuredUntil(order.term_days, term, paidAt);
  if (term.state === "live" && until > now()) await show(trx, order, until, system);
}

async function show(trx: Trx, order: OrderRow, until: Date, actor: Actor): Promise<void> {
  const id = order.job_id!;
  await trx.updateTable("job").set({ featured_until: until }).where("id", "=", id).execute();
  await recordAudit(trx, {
    actor,
    action: "job.feature",
    subject: { kind: "job", id },
    detail: { order: order.id, until: until.toISOString() },
  });
  jobChanged(trx, id);
}

/** The money for featuring is not given, or given back: the term has its place free again. */
export async function dropFeature(trx: Trx, order: OrderRow): Promise<void> {
  const job = await lockJob(trx, order.job_id!);
  const term = await findFeaturedTerm(trx, order.id);
  if (!job || !term) return;
  await updateTerm(trx, term.id, { featured_order_id: null });
  if (term.state !== "live" || !job.featured_until) return;
  await trx.updateTable("job").set({ featured_until: null }).where("id", "=", job.id).execute();
  await recordAudit(trx, {
    actor: system,
    action: "job.unfeature",
    subject: { kind: "job", id: job.id },
    detail: { order: order.id },
  });
  jobChanged(trx, job.id);
}
