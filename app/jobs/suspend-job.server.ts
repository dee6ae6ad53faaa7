import "./job.tasks.ts";
import type { Actor } from "~/audit/record-audit.server.ts";
import { releaseRight, releaseUpgrade } from "~/billing/use-right.server.ts";
import { later, now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId, OrderId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { endJob } from "./end-job.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { beginDueTerm, endNextTerm } from "./next-term.server.ts";
import { lockOpenTerms, updateTerm } from "./term.queries.server.ts";

/*
 * The clock of a suspended job stands still: its term neither runs out nor is followed by the next one, and a job that
 * comes back has the days that it had. One right a term, however often it is suspended.
 */

type Act = { jobId: JobId; actor: Actor; detail: Record<string, string | number | boolean | null> };

async function lockFor(trx: Trx, jobId: JobId): Promise<JobRow> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  return job;
}

/**
 * Takes a live job out of all lists for now. An edit that waits for its moderator goes back into its draft.
 * @throws DomainError `not-found`; `conflict` for one that is not live, or whose time is over.
 */
export async function suspendLiveJob(trx: Trx, { jobId, actor, detail }: Act): Promise<JobRow> {
  const job = await lockFor(trx, jobId);
  if (job.state === "live" && job.expires_at && job.expires_at <= now())
    throw new DomainError("conflict", "The time of this job is over, so it is in no list any more.");
  await beginDueTerm(trx, job);
  return moveJob(trx, job, { to: "suspended", actor, action: "job.suspend", detail });
}

/**
 * Brings a suspended job back into the lists. All that runs by time (its term, the next one, its confirmation, a feature)
 * ends later by as long as it was down. @param act.since when it was suspended. @returns its new end.
 * @throws DomainError `not-found`; `conflict` for one that is not suspended, or whose employer is banned.
 */
export async function resumeJob(trx: Trx, { jobId, actor, detail, since }: Act & { since: Date }): Promise<Date> {
  const job = await lockFor(trx, jobId);
  const at = now();
  const lost = Math.max(0, at.getTime() - since.getTime());
  const moved = (moment: Date | null) => moment && later(moment, lost);
  const confirmed = moved(job.confirmed_at);
  const [term, next] = await lockOpenTerms(trx, jobId);
  const back = await moveJob(trx, job, {
    to: "live",
    actor,
    action: "job.restore",
    set: {
      expires_at: moved(job.expires_at),
      // It may have been confirmed by an extension that was charged meanwhile.
      confirmed_at: confirmed && confirmed > at ? at : confirmed,
      // A feature that was over before stays so.
      featured_until: job.featured_until && job.featured_until > since ? moved(job.featured_until) : job.featured_until,
    },
    detail: { ...detail, lostMinutes: Math.round(lost / 60_000) },
  });
  if (term) await updateTerm(trx, term.id, { ends_at: moved(term.ends_at) });
  if (next?.starts_at) {
    const starts_at = later(next.starts_at, lost);
    await updateTerm(trx, next.id, { starts_at, ends_at: moved(next.ends_at) });
    await enqueueTask(
      trx,
      "job.begin-term",
      { jobId },
      { runAt: starts_at, dedupeKey: `job.begin-term:${next.id}:${starts_at.getTime()}` },
    );
  }
  return back.expires_at!;
}

/**
 * Takes a suspended job down for good: its term ended when it was suspended, and what is unused of the next one comes back.
 * @throws DomainError `not-found`; `conflict` for one that is not suspended.
 */
export async function rejectSuspendedJob(trx: Trx, { jobId, actor, detail, since }: Act & { since: Date }) {
  const job = await lockFor(trx, jobId);
  const [term, next] = await lockOpenTerms(trx, jobId);
  await moveJob(trx, job, { to: "rejected", actor, action: "job.reject-suspended", set: { over_at: now() }, detail });
  if (!term) return;
  await updateTerm(trx, term.id, { state: "over", ends_at: since });
  if (next) await endNextTerm(trx, job, next);
  if (term.featured_order_id) await releaseUpgrade(trx, term.featured_order_id);
}

/** What became of a job whose employer is banned, and the order whose money must be let go after the commit. */
export type TakenDown = { became: "suspended" | "draft" | "ended" | "untouched"; settle?: OrderId };

/**
 * Takes a job of a banned employer out of wherever it is: a live one is suspended, one on its way to being live is a draft
 * again and costs nothing. Money that is only held is let go. @throws DomainError `not-found`.
 */
export async function takeDownWithEmployer(trx: Trx, act: Act): Promise<TakenDown> {
  const job = await lockFor(trx, act.jobId);
  if (job.state === "live") {
    if (job.expires_at && job.expires_at <= now()) {
      await endJob(trx, job.id, "expired", { kind: "system" });
      return { became: "ended" };
    }
    await suspendLiveJob(trx, act);
    await releaseUncharged(trx, job);
    return { became: "suspended" };
  }
  if (job.state === "suspended") {
    await releaseUncharged(trx, job);
    return { became: "untouched" };
  }
  const waits = ["submitted", "changes_requested", "approved", "payment_needed"].includes(job.state);
  return waits ? takeOutOfReview(trx, job, act) : { became: "untouched" };
}

/** What is bought for a live job and not charged yet: its upgrade, and a next term that has no dates. */
async function releaseUncharged(trx: Trx, job: JobRow): Promise<void> {
  const [term, next] = await lockOpenTerms(trx, job.id);
  if (term?.featured_order_id) await releaseUpgrade(trx, term.featured_order_id);
  if (next && next.state === "held" && !next.starts_at) await endNextTerm(trx, job, next);
}

async function takeOutOfReview(trx: Trx, job: JobRow, { actor, detail }: Act): Promise<TakenDown> {
  const [term] = await lockOpenTerms(trx, job.id);
  // The graph has no way from approved to a draft but over its payment.
  const from =
    job.state === "approved"
      ? await moveJob(trx, job, { to: "payment_needed", actor, action: "job.take-down", detail })
      : job;
  await moveJob(trx, from, {
    to: "draft",
    actor,
    action: "job.take-down",
    set: { pending_revision_id: null },
    detail,
  });
  if (term?.state !== "held") return { became: "draft" };
  await updateTerm(trx, term.id, { state: "released" });
  const { right_kind: kind, order_id: orderId } = term;
  await releaseRight(trx, { kind, orderId, termId: term.id, employerId: job.employer_id });
  return { became: "draft", ...(kind === "order" && orderId && { settle: orderId }) };
}
