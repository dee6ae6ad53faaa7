import "./report.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, SanctionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockOpenCases, updateCase, type CaseRow } from "./report.queries.server.ts";
import type { CaseOutcome } from "./report.ts";

/** What was decided, by whom, and the sanction that it led to. */
type CaseDecision = { outcome: CaseOutcome; reason: string; sanctionId?: SanctionId; moderatorId: AccountId };

/** Writes what a moderator decided on a case that waits, and has those told who reported it. The caller has locked it. */
export async function closeCase(trx: Trx, row: CaseRow, decision: CaseDecision): Promise<void> {
  const { outcome, reason, sanctionId, moderatorId } = decision;
  const version = row.version + 1;
  await updateCase(trx, row.id, {
    state: "decided",
    open_key: null,
    version,
    outcome,
    reason,
    sanction_id: sanctionId ?? null,
    decided_by: moderatorId,
    decided_at: now(),
  });
  await recordAudit(trx, {
    actor: byAccount(moderatorId),
    action: "report.decide",
    subject: { kind: "report", id: row.id },
    detail: { outcome, sanction: sanctionId ?? null, reports: row.reports, job: row.job_id, employer: row.employer_id },
  });
  await enqueueTask(
    trx,
    "report.tell-outcome",
    { caseId: row.id, version },
    { dedupeKey: `report.tell:${row.id}:${version}` },
  );
}

/** Closes all cases that wait on a job, or on an employer and its jobs: one act answered them all. */
export async function closeCases(
  trx: Trx,
  about: { jobId: JobId } | { employerId: EmployerId },
  decision: CaseDecision,
): Promise<void> {
  for (const row of await lockOpenCases(trx, about)) await closeCase(trx, row, decision);
}
