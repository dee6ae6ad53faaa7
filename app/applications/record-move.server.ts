import "./application.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import {
  applicationStateLabels,
  mayMoveApplication,
  type ApplicationSide,
  type ApplicationState,
} from "./application.ts";
import { insertApplicationEvent, updateApplicationState, type ApplicationRow } from "./application.queries.server.ts";

/**
 * The only function that changes an application's state: it holds the graph of DOMAIN.md, the version that was read, the
 * history, the audit log and the mails, all in the caller's transaction. The caller has locked `row` and checked who acts.
 * @param move.message plain text that the seeker reads in the mail and in the history.
 * @throws DomainError `conflict` when somebody moved it since `version` was read, or the graph has no such edge.
 */
export async function recordMove(
  trx: Trx,
  row: ApplicationRow,
  move: { to: ApplicationState; version: number; side: ApplicationSide; actorId: AccountId; message?: string },
): Promise<void> {
  if (row.version !== move.version || !mayMoveApplication(row.state, move.to, move.side))
    throw new DomainError(
      "conflict",
      move.side === "seeker"
        ? `This application is in ${applicationStateLabels[row.state]} by now. Look at it again before you decide.`
        : `This application is in ${applicationStateLabels[row.state]} by now, so it was not moved to ${applicationStateLabels[move.to]}.`,
    );
  await updateApplicationState(trx, row, move.to);
  await insertApplicationEvent(trx, {
    applicationId: row.id,
    from: row.state,
    to: move.to,
    side: move.side,
    actorId: move.actorId,
    message: move.message || null,
  });
  await recordAudit(trx, {
    actor: byAccount(move.actorId),
    action: move.side === "seeker" ? "application.withdraw" : "application.move",
    subject: { kind: "application", id: row.id },
    detail: { job: row.job_id, from: row.state, to: move.to },
  });
  await enqueueTask(trx, "application.seeker-mail", { applicationId: row.id, state: move.to });
  if (move.to === "withdrawn")
    await enqueueTask(trx, "application.employer-mail", { applicationId: row.id, event: "withdrawn" });
}
