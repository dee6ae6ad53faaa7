import "./job.tasks.ts";
import { recordAudit, system, type Actor } from "~/audit/record-audit.server.ts";
import { releaseRight, spendRight } from "~/billing/use-right.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { lockOpenTerms, updateTerm, type TermRow } from "./term.queries.server.ts";

/*
 * A live job has one term that runs, and at most one that follows it. A following term that a credit pays for is `held`
 * until it begins: the credit is spent then, and comes back if the job ends before. One whose right is used already, since
 * money was taken or a plan was asked, is `live` from the start. Before its money is taken it is `held` and has no dates.
 */

/** A term's right, as billing needs to know it. */
const rightOf = (job: JobRow, term: TermRow) => ({
  kind: term.right_kind,
  orderId: term.order_id,
  termId: term.id,
  employerId: job.employer_id,
});

/**
 * Joins a term to the end of a live job's running one: the job ends by the term's days later. It says so to the lists, and
 * whoever extends a job says that it is open, so it counts as confirmed. `job` is locked; its expiry is the old one.
 * @returns the new end.
 */
export async function joinNextTerm(trx: Trx, job: JobRow, term: TermRow, actor: Actor): Promise<Date> {
  const starts_at = job.expires_at!;
  const ends_at = later(starts_at, term.days * DAY);
  await updateTerm(trx, term.id, { state: term.right_kind === "credit" ? "held" : "live", starts_at, ends_at });
  await trx.updateTable("job").set({ expires_at: ends_at, confirmed_at: now() }).where("id", "=", job.id).execute();
  await recordAudit(trx, {
    actor,
    action: "job.extend",
    subject: { kind: "job", id: job.id },
    detail: { term: term.id, right: term.right_kind, until: ends_at.toISOString() },
  });
  jobChanged(trx, job.id);
  await enqueueTask(
    trx,
    "job.begin-term",
    { jobId: job.id },
    { runAt: starts_at, dedupeKey: `job.begin-term:${term.id}:${starts_at.getTime()}` },
  );
  return ends_at;
}

/** Takes a following term away again, whose money went back before it began: the job ends when it would have without it. */
export async function cutNextTerm(trx: Trx, job: JobRow, term: TermRow): Promise<void> {
  await updateTerm(trx, term.id, { state: "released" });
  if (!term.starts_at) return;
  await trx.updateTable("job").set({ expires_at: term.starts_at }).where("id", "=", job.id).execute();
  await recordAudit(trx, {
    actor: system,
    action: "job.unextend",
    subject: { kind: "job", id: job.id },
    detail: { term: term.id, until: term.starts_at.toISOString() },
  });
  jobChanged(trx, job.id);
}

/**
 * Begins the following term of a job whose running one is over; any number of calls have one effect. Not of a suspended
 * job: its clock stands still.
 */
export async function beginDueTerm(trx: Trx, job: JobRow): Promise<void> {
  if (job.state === "suspended") return;
  const [running, next] = await lockOpenTerms(trx, job.id);
  if (running?.state !== "live" || !next?.starts_at || next.starts_at > now()) return;
  await updateTerm(trx, running.id, { state: "over" });
  if (next.state === "held") await spendRight(trx, rightOf(job, next));
  await updateTerm(trx, next.id, { state: "live" });
}

/** The same for the task that waits for the moment. */
export async function beginNextTerm(db: Db, jobId: JobId): Promise<void> {
  await transact(db, async (trx) => {
    const job = await lockJob(trx, jobId);
    if (job?.state === "live") await beginDueTerm(trx, job);
  });
}

/**
 * Ends the term that would have followed, since its job is over: a credit comes back, a card that was not charged is let
 * go. What is used already is not given back; the pages say so before.
 */
export async function endNextTerm(trx: Trx, job: JobRow, term: TermRow): Promise<void> {
  if (term.state === "live") return updateTerm(trx, term.id, { state: "over", ends_at: term.starts_at });
  await updateTerm(trx, term.id, { state: "released" });
  await releaseRight(trx, rightOf(job, term));
}
