import "./report.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, CaseId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { requireForeign } from "../require-foreign.server.ts";
import { findAppealAgainst, findSanction } from "../sanctions/sanction.queries.server.ts";
import type { SanctionCode } from "../sanctions/sanction.ts";
import { lockForeignJob, reinstateIn, rejectIn, suspendIn } from "../sanctions/suspend-job.server.ts";
import { closeCase } from "./close-cases.server.ts";
import { findCase, lockCase, lockCaseOf, updateCase, type CaseRow } from "./report.queries.server.ts";
import { openKeyOf } from "./report.ts";

type Act = { caseId: CaseId; version: number; moderatorId: AccountId };

/** What a moderator decides on a case. A ban is an act of its own (`banEmployer`), which closes the employer's cases. */
export type Verdict =
  | { outcome: "dismissed" | "acted" | "correction" | "rejected"; reason: string }
  | { outcome: "suspended"; reason: string; code: SanctionCode };

/**
 * Decides a case once, with all that follows in the same transaction; whoever reported it is mailed what came of it.
 * `correction` asks the employer by mail and leaves the job live, since its graph has no way from live to changes asked for.
 * @throws DomainError `not-found`; `conflict` when somebody was quicker, or the job is not in a state for this.
 */
export async function decideCase(db: Db, act: Act, verdict: Verdict): Promise<void> {
  const { caseId, moderatorId } = act;
  await transact(db, async (trx) => {
    // The job before its case, as everybody locks them.
    const seen = await findCase(trx, caseId);
    if (!seen) throw new DomainError("not-found", "There is no such case.");
    const job = seen.job_id && (await lockForeignJob(trx, seen.job_id, moderatorId));
    const row = await lockWaiting(trx, act);
    if (row.employer_id) await requireForeign(trx, row.employer_id, moderatorId);
    const { outcome, reason } = verdict;
    if (outcome === "dismissed" || outcome === "acted") return closeCase(trx, row, { outcome, reason, moderatorId });
    if (!job) throw new DomainError("conflict", "This case is not about a job of the board.");
    const jobId: JobId = job.id;
    if (outcome === "suspended") return void (await suspendIn(trx, { jobId, moderatorId, reason, code: verdict.code }));
    if (outcome === "rejected") return void (await rejectIn(trx, { jobId, moderatorId, reason }));
    if (job.state !== "live")
      throw new DomainError("conflict", "The job is not live any more, so there is nothing to correct.");
    await recordAudit(trx, {
      actor: byAccount(moderatorId),
      action: "job.ask-correction",
      subject: { kind: "job", id: jobId },
      detail: { case: caseId },
    });
    const dedupeKey = `job.mail:correction:${caseId}:${row.version}`;
    await enqueueTask(trx, "job.mail", { jobId, event: "correction_asked", reason }, { dedupeKey });
    await closeCase(trx, row, { outcome, reason, moderatorId });
  });
}

/**
 * Opens a decided case again, a slip's way back: what it did is undone where that is possible. Whoever reported it is told
 * anew once it is decided again.
 * @throws DomainError `not-found`; `conflict` with why it cannot be, or that somebody was quicker.
 */
export async function reopenCase(db: Db, act: Act): Promise<void> {
  const { caseId, moderatorId } = act;
  await transact(db, async (trx) => {
    const seen = await findCase(trx, caseId);
    if (!seen) throw new DomainError("not-found", "There is no such case.");
    if (seen.job_id) await lockForeignJob(trx, seen.job_id, moderatorId);
    const row = await lockCase(trx, caseId);
    if (!row || row.state !== "decided" || row.version !== act.version)
      throw new DomainError("conflict", "This case has changed since you opened it: somebody was quicker.");
    if (row.employer_id) await requireForeign(trx, row.employer_id, moderatorId);
    const key = openKeyOf(row.kind, { jobId: row.job_id, employerId: row.employer_id }, `case:${caseId}`);
    const refusal = (await lockCaseOf(trx, key)) ? ANOTHER_WAITS : await whyNotReopen(trx, row);
    if (refusal) throw new DomainError("conflict", refusal);
    if (row.outcome === "suspended" && row.job_id)
      await reinstateIn(trx, { jobId: row.job_id, moderatorId, reason: "We look at it once more." });
    await updateCase(trx, caseId, {
      state: "open",
      open_key: key,
      version: row.version + 1,
      outcome: null,
      reason: null,
      sanction_id: null,
      decided_by: null,
      decided_at: null,
    });
    await recordAudit(trx, {
      actor: byAccount(moderatorId),
      action: "report.reopen",
      subject: { kind: "report", id: caseId },
      detail: { outcome: row.outcome },
    });
  });
}

const ANOTHER_WAITS = "There are newer reports of the same, in a case that waits. Decide on that one.";

/** Why a decided case cannot be opened again; undefined where it can. */
export async function whyNotReopen(
  db: Db | Trx,
  row: Pick<CaseRow, "outcome" | "sanction_id">,
): Promise<string | undefined> {
  if (row.outcome === "rejected")
    return "A job that was taken down for good cannot come back. If its employer appeals and is right, it gets a credit to post it anew.";
  if (row.outcome === "banned") return "The employer was banned with it. Lift the ban on the employer's page instead.";
  if (row.outcome !== "suspended") return undefined;
  const sanction = row.sanction_id ? await findSanction(db, row.sanction_id) : undefined;
  if (sanction?.state === "lifted") return "The suspension was lifted already. A new report opens a new case.";
  if (sanction?.state !== "active") return "The job was taken down for good since, and cannot come back.";
  return (await findAppealAgainst(db, sanction.id, "suspended"))?.state === "open"
    ? "The employer has appealed against the suspension. Decide on the appeal instead."
    : undefined;
}

/** @throws DomainError `conflict` with how it was decided, when somebody was quicker. */
async function lockWaiting(trx: Trx, { caseId, version }: Act): Promise<CaseRow> {
  const row = await lockCase(trx, caseId);
  if (!row) throw new DomainError("not-found", "There is no such case.");
  if (row.state === "decided")
    throw new DomainError("conflict", "Somebody was quicker: this case is decided. Read below how.");
  if (row.version !== version)
    throw new DomainError("conflict", "This case was decided and opened again since you opened it. Read it again.");
  return row;
}
