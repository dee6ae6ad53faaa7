import "./sanction.tasks.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { lockJob } from "~/jobs/find-job.server.ts";
import { rejectSuspendedJob, resumeJob, suspendLiveJob } from "~/jobs/suspend-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type JobId, type SanctionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { closeCases } from "../reports/close-cases.server.ts";
import { requireForeign } from "../require-foreign.server.ts";
import {
  insertSanction,
  lockOpenAppeal,
  lockOpenSanction,
  openKey,
  updateAppeal,
  updateSanction,
  type SanctionRow,
} from "./sanction.queries.server.ts";
import type { SanctionCode } from "./sanction.ts";

type Act = { jobId: JobId; moderatorId: AccountId; reason: string };

/** @throws DomainError `not-found`; `conflict` for a job of the moderator's own organization. */
export async function lockForeignJob(trx: Trx, jobId: JobId, moderatorId: AccountId) {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  await requireForeign(trx, job.employer_id, moderatorId);
  return job;
}

/**
 * Suspends a live job in the caller's transaction: it leaves all lists with the commit, its employer is mailed why and how
 * to appeal, and whoever reported it hears that.
 * @throws DomainError `not-found`; `conflict` when it is not live any more, or the moderator's own.
 */
export async function suspendIn(trx: Trx, act: Act & { code: SanctionCode }): Promise<SanctionId> {
  const { jobId, moderatorId, code, reason } = act;
  const { employer_id } = await lockForeignJob(trx, jobId, moderatorId);
  const id: SanctionId = newId<"sanction">();
  const actor = byAccount(moderatorId);
  await suspendLiveJob(trx, { jobId, actor, detail: { sanction: id, code } });
  await insertSanction(trx, {
    id,
    kind: "suspension",
    employer_id,
    job_id: jobId,
    open_key: openKey({ jobId }),
    state: "active",
    code,
    reason,
    imposed_by: moderatorId,
    imposed_at: now(),
  });
  await mail(trx, jobId, "suspended", id, reason);
  await closeCases(trx, { jobId }, { outcome: "suspended", reason, sanctionId: id, moderatorId });
  return id;
}

/**
 * Brings a suspended job back in the caller's transaction; its end moves by the time that it was down. An appeal that waits
 * is settled by that. @returns its new end.
 * @throws DomainError `not-found`; `conflict` when it is not suspended, its employer is banned, or it is the moderator's own.
 */
export async function reinstateIn(trx: Trx, act: Act): Promise<Date> {
  const { jobId, moderatorId, reason } = act;
  await lockForeignJob(trx, jobId, moderatorId);
  const sanction = await requireSuspension(trx, jobId);
  const until = await resumeJob(trx, {
    jobId,
    actor: byAccount(moderatorId),
    since: sanction.imposed_at,
    detail: { sanction: sanction.id },
  });
  await endSanction(trx, sanction.id, "lifted", act);
  await settleAppeal(trx, sanction.id);
  await mail(trx, jobId, "restored", sanction.id, reason);
  return until;
}

/**
 * Takes a suspended job down for good, in the caller's transaction.
 * @throws DomainError `not-found`; `conflict` when it is not suspended, an appeal waits, or it is the moderator's own.
 */
export async function rejectIn(trx: Trx, act: Act): Promise<SanctionId> {
  const { jobId, moderatorId, reason } = act;
  await lockForeignJob(trx, jobId, moderatorId);
  const sanction = await requireSuspension(trx, jobId);
  if (await lockOpenAppeal(trx, sanction.id))
    throw new DomainError("conflict", "The employer has appealed against the suspension. Decide on the appeal first.");
  await rejectSuspendedJob(trx, {
    jobId,
    actor: byAccount(moderatorId),
    since: sanction.imposed_at,
    detail: { sanction: sanction.id, code: sanction.code },
  });
  await endSanction(trx, sanction.id, "final", act);
  await mail(trx, jobId, "taken_down", sanction.id, reason);
  await closeCases(trx, { jobId }, { outcome: "rejected", reason, sanctionId: sanction.id, moderatorId });
  return sanction.id;
}

/** `suspendIn`, in a transaction of its own. */
export const suspendJob = (db: Db, act: Act & { code: SanctionCode }) => transact(db, (trx) => suspendIn(trx, act));
/** `reinstateIn`, in a transaction of its own. */
export const reinstateJob = (db: Db, act: Act) => transact(db, (trx) => reinstateIn(trx, act));
/** `rejectIn`, in a transaction of its own. */
export const rejectForGood = (db: Db, act: Act) => transact(db, (trx) => rejectIn(trx, act));

async function requireSuspension(trx: Trx, jobId: JobId): Promise<SanctionRow> {
  const sanction = await lockOpenSanction(trx, { jobId });
  if (!sanction) throw new DomainError("conflict", "This job is not suspended any more: somebody was quicker.");
  return sanction;
}

/** Writes how a sanction ended. `final` keeps it in force for good. */
export async function endSanction(
  trx: Trx,
  id: SanctionId,
  state: "lifted" | "final",
  by: { moderatorId: AccountId; reason: string },
): Promise<void> {
  const ended = { end_reason: by.reason, ended_by: by.moderatorId, ended_at: now() };
  await updateSanction(trx, id, { state, open_key: null, ...ended });
}

/** What an appeal asked for has happened without it. */
export async function settleAppeal(trx: Trx, sanctionId: SanctionId): Promise<void> {
  const appeal = await lockOpenAppeal(trx, sanctionId);
  if (appeal) await updateAppeal(trx, appeal.id, { state: "settled", decided_at: now() });
}

async function mail(
  trx: Trx,
  jobId: JobId,
  event: "suspended" | "restored" | "taken_down",
  sanctionId: SanctionId,
  reason: string,
): Promise<void> {
  const dedupeKey = `job.mail:${event}:${sanctionId}`;
  await enqueueTask(trx, "job.mail", { jobId, event, reason: reason || undefined }, { dedupeKey });
}
