import "./sanction.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { closeEmployer, reopenEmployer } from "~/employers/ban-employer.server.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { resumeJob, takeDownWithEmployer } from "~/jobs/suspend-job.server.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type JobId, type SanctionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { closeCases } from "../reports/close-cases.server.ts";
import { requireForeign } from "../require-foreign.server.ts";
import {
  insertSanction,
  lockJobsOfBan,
  lockJobsToTakeDown,
  lockOpenSanction,
  openKey,
} from "./sanction.queries.server.ts";
import type { SanctionCode } from "./sanction.ts";
import { endSanction, settleAppeal } from "./suspend-job.server.ts";

type Act = { employerId: EmployerId; moderatorId: AccountId; reason: string };

/** Time to take a slip back before those who applied are told of it. */
const TELL_AFTER = HOUR;

/**
 * Bans an employer. With the one commit its live jobs are suspended, those on their way to being live are drafts again with
 * their holds released, nobody acts for it any more (`acts`), its people are signed out, invitations and imports are void,
 * and whoever reported it or its jobs hears that. What Stripe and mail have to do are tasks of that commit: pages closed,
 * authorizations let go, the plan ended with its paid month. Credits stay in the ledger and cannot be used.
 * @returns the sanction. @throws DomainError `not-found`; `conflict` when it is banned already, or the moderator's own.
 */
export async function banEmployer(db: Db, act: Act & { code: SanctionCode }): Promise<SanctionId> {
  const { employerId, moderatorId, code, reason } = act;
  const id: SanctionId = newId<"sanction">();
  const actor = byAccount(moderatorId);
  return transact(db, async (trx) => {
    await requireBannable(trx, employerId, moderatorId);
    // Jobs before their employer, as everybody locks them who moves a job.
    await lockJobsToTakeDown(trx, employerId);
    if (!(await closeEmployer(trx, employerId)))
      throw new DomainError("conflict", "This employer is banned already: somebody was quicker.");
    const own = { employer_id: employerId, code, reason, imposed_by: moderatorId, imposed_at: now() };
    await insertSanction(trx, { ...own, id, kind: "ban", open_key: openKey({ employerId }), state: "active" });
    const counts = { suspended: 0, draft: 0 };
    // Once more: what was sent in between is there by now, and nothing comes after it.
    for (const jobId of await lockJobsToTakeDown(trx, employerId)) {
      const { became } = await takeDownWithEmployer(trx, { jobId, actor, detail: { ban: id } });
      if (became === "draft") counts.draft++;
      if (became !== "suspended") continue;
      counts.suspended++;
      await insertSanction(trx, { ...own, ...suspensionOf(jobId), ban_id: id });
    }
    const decision = { outcome: "banned" as const, reason, sanctionId: id, moderatorId };
    await closeCases(trx, { employerId }, decision);
    const subject = { kind: "employer" as const, id: employerId };
    await recordAudit(trx, { actor, action: "employer.ban", subject, detail: { sanction: id, code, ...counts } });
    await enqueueTask(trx, "sanction.stop-selling", { employerId }, { dedupeKey: `stop-selling:${id}` });
    await enqueueTask(trx, "sanction.ban-mail", { sanctionId: id, event: "banned" }, { dedupeKey: `ban-mail:${id}` });
    await enqueueTask(
      trx,
      "sanction.tell-applicants",
      { sanctionId: id },
      { dedupeKey: `tell-applicants:${id}`, runAt: later(now(), TELL_AFTER) },
    );
    return id;
  });
}

const suspensionOf = (jobId: JobId) => ({
  id: newId<"sanction">() as SanctionId,
  kind: "suspension" as const,
  job_id: jobId,
  open_key: openKey({ jobId }),
  state: "active" as const,
});

/**
 * Lifts a ban: the members act for the employer again, the jobs that the ban took down are live with the days they had, and
 * credits can be used. What was taken out of review stays a draft, invitations stay void, and a plan that ends stays so.
 * @returns how many jobs are live again. @throws DomainError `not-found`; `conflict` when it is not banned any more.
 */
export async function liftBan(db: Db, act: Act): Promise<{ jobs: number }> {
  return transact(db, (trx) => liftBanIn(trx, act));
}

/** `liftBan` in the caller's transaction. */
export async function liftBanIn(trx: Trx, act: Act): Promise<{ jobs: number }> {
  const { employerId, moderatorId, reason } = act;
  const actor = byAccount(moderatorId);
  await requireBannable(trx, employerId, moderatorId);
  await lockJobsToTakeDown(trx, employerId);
  const reopened = await reopenEmployer(trx, employerId);
  const ban = await lockOpenSanction(trx, { employerId });
  if (!reopened || !ban)
    throw new DomainError("conflict", "This employer is not banned any more: somebody was quicker.");
  const down = await lockJobsOfBan(trx, ban.id);
  for (const { id, job_id: jobId, imposed_at: since } of down) {
    await resumeJob(trx, { jobId: jobId!, actor, since, detail: { ban: ban.id } });
    await endSanction(trx, id, "lifted", { moderatorId, reason });
  }
  await endSanction(trx, ban.id, "lifted", { moderatorId, reason });
  await settleAppeal(trx, ban.id);
  await recordAudit(trx, {
    actor,
    action: "employer.lift-ban",
    subject: { kind: "employer", id: employerId },
    detail: { sanction: ban.id, jobs: down.length },
  });
  await enqueueTask(
    trx,
    "sanction.ban-mail",
    { sanctionId: ban.id, event: "lifted" },
    { dedupeKey: `ban-mail:${ban.id}:lifted` },
  );
  return { jobs: down.length };
}

async function requireBannable(trx: Trx, employerId: EmployerId, moderatorId: AccountId): Promise<void> {
  if (!(await findEmployer(trx, employerId))) throw new DomainError("not-found", "There is no such employer.");
  await requireForeign(trx, employerId, moderatorId);
}
