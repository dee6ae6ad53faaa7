import { listAudit } from "~/audit/list-audit.server.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import type { Decision } from "./decision.ts";
import { findLastDecisionOf } from "./moderation.queries.server.ts";
import { judgeDecision, type DecisionId } from "./undo-decision.server.ts";
import { UNDO_HOURS, type Undo } from "./undo.ts";

/** What a moderator decided last, and whether it can be taken back. */
export type LastDecision = {
  decisionId: DecisionId;
  jobId: JobId;
  title: string;
  decision: Decision;
  at: Date;
  undo: Undo;
};

/** The moderator's last decision that stands, of the hours in which a slip can be taken back. */
export async function showLastDecision(db: Db, moderatorId: AccountId): Promise<LastDecision | undefined> {
  const last = await findLastDecisionOf(db, moderatorId, later(now(), -UNDO_HOURS * HOUR));
  if (!last) return undefined;
  const { id, job_id, title, decision, created_at } = last;
  const undo = await judgeDecision(db, id, await listAudit(db, { kind: "job", id: job_id }));
  return undo && { decisionId: id, jobId: job_id, title, decision, at: created_at, undo };
}
