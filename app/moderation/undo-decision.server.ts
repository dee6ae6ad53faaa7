import { listAudit, type AuditEntry } from "~/audit/list-audit.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { lockJob } from "~/jobs/find-job.server.ts";
import { decisionActions } from "~/jobs/job-history.ts";
import {
  formWrittenAt,
  takeBackApprovedEdit,
  takeBackRequest,
  takeBackReturnedEdit,
} from "~/jobs/take-back-decision.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId, type AccountId, type Id, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  findDecided,
  findNewestDecision,
  findRightOfJob,
  markUndone,
  type DecidedRow,
} from "./moderation.queries.server.ts";
import { requireForeign } from "./require-foreign.server.ts";
import { claimReading, otherReader } from "./take-reading.server.ts";
import { judgeUndo, type Undo, type UndoFacts } from "./undo.ts";

export type DecisionId = Id<"moderation_decision">;

/**
 * Takes a decision back while its consequences allow, as if it had not been taken: in one transaction with its audit row
 * and a mail to the employer. What waits again is before this moderator, unless another one has it.
 * @returns the job. @throws DomainError `not-found`; `conflict` with why it cannot be taken back any more.
 */
export async function undoDecision(
  db: Db,
  { decisionId, moderatorId }: { decisionId: DecisionId; moderatorId: AccountId },
): Promise<{ jobId: JobId }> {
  const { job_id: jobId } = (await findDecided(db, decisionId)) ?? absent();
  return transact(db, async (trx) => {
    // First the lock: what the transaction reads after it is what whoever was quicker has left.
    const job = (await lockJob(trx, jobId)) ?? absent();
    await requireForeign(trx, job.employer_id, moderatorId);
    const decided = (await findDecided(trx, decisionId)) ?? absent();
    const audit = await listAudit(trx, { kind: "job", id: jobId });
    const { undo, entry, edit } = await judge(trx, decided, audit);
    if (!undo.possible) throw new DomainError("conflict", undo.why);
    const about = { jobId, revisionId: decided.revision_id, actor: byAccount(moderatorId) };
    const before = parseId<"revision">(entry?.detail.before);
    if (!edit) await takeBackRequest(trx, about);
    else if (decided.decision !== "approve") await takeBackReturnedEdit(trx, about);
    else if (before) await takeBackApprovedEdit(trx, { ...about, before });
    else throw new DomainError("conflict", "Nobody knows any more what was live before.");
    await markUndone(trx, decisionId, { at: now(), by: moderatorId });
    const who = { jobId, moderatorId };
    if (!(await otherReader(trx, who))) await claimReading(trx, who);
    return { jobId };
  });
}

function absent(): never {
  throw new DomainError("not-found", "There is no such decision.");
}

/** The newest decision on a job, and whether it can be taken back; undefined where there is none that stands. */
export async function showUndo(
  db: Db,
  jobId: JobId,
  audit: AuditEntry[],
): Promise<{ decisionId: DecisionId; undo: Undo } | undefined> {
  const newest = await findNewestDecision(db, jobId);
  if (!newest) return undefined;
  return { decisionId: newest.id, undo: (await judge(db, newest, audit)).undo };
}

/** Whether a decision can be taken back; undefined for one that is none. */
export async function judgeDecision(db: Db, id: DecisionId, audit: AuditEntry[]): Promise<Undo | undefined> {
  const decided = await findDecided(db, id);
  return decided && (await judge(db, decided, audit)).undo;
}

async function judge(db: Db | Trx, decided: DecidedRow, audit: AuditEntry[]) {
  const [writtenAt, newest, right] = await Promise.all([
    formWrittenAt(db, decided.job_id),
    findNewestDecision(db, decided.job_id),
    findRightOfJob(db, decided.job_id),
  ]);
  const entry = entryOf(decided, audit);
  const edit = Boolean(entry && /-edit\b/.test(entry.action));
  const is = (revision: string | null) => revision === decided.revision_id;
  const facts: UndoFacts = {
    decision: decided.decision,
    edit,
    decidedAt: decided.created_at,
    undone: decided.undone_at !== null,
    newest: newest?.id === decided.id,
    state: decided.state,
    pending: decided.pending_revision_id === null ? "none" : is(decided.pending_revision_id) ? "this" : "other",
    approved: is(decided.approved_revision_id) ? "this" : "other",
    writtenAt,
    editedSince: audit.some((one) => entry && one.id > entry.id && one.action === "job.edit"),
    right: {
      held: right?.term_state === "held",
      card: right?.right_kind === "order",
      authorized: right?.order_state === "authorized",
      paid: right?.order_state === "captured",
      lapsesAt: right?.capture_before ?? null,
    },
  };
  return { undo: judgeUndo(facts, now()), entry, edit };
}

/** The line of the audit log that tells of a decision: written just before it, in its transaction. */
export function entryOf(
  { id, decision, revision_id }: Pick<DecidedRow, "id" | "decision" | "revision_id">,
  audit: AuditEntry[],
): AuditEntry | undefined {
  const actions = decisionActions(decision);
  return audit.findLast(
    (entry) => entry.id < id && actions.includes(entry.action) && entry.detail.revision === revision_id,
  );
}
