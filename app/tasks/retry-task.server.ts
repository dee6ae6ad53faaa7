import { recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { TaskId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { hastenQueued, reviveTask } from "./task.queries.server.ts";

export { listDeadTasks } from "./task.queries.server.ts";

/**
 * Runs a dead task again, at the wish of an admin. @returns its kind.
 * @throws DomainError `conflict` when it is not dead (any more).
 */
export async function retryTask(db: Db, id: TaskId, actor: Actor): Promise<string> {
  return transact(db, async (trx) => {
    const kind = await reviveTask(trx, id);
    if (!kind) throw new DomainError("conflict", "This task is not dead any more: it was queued again already.");
    await recordAudit(trx, { actor, action: "task.retry", subject: { kind: "board", id }, detail: { kind } });
    return kind;
  });
}

/**
 * Has a task that failed tried at once, at the wish of an admin, instead of after its wait. @returns its kind.
 * @throws DomainError `conflict` when it does not wait for another attempt (any more).
 */
export async function hastenTask(db: Db, id: TaskId, actor: Actor): Promise<string> {
  return transact(db, async (trx) => {
    const kind = await hastenQueued(trx, id);
    if (!kind) throw new DomainError("conflict", "This task does not wait for another attempt any more.");
    await recordAudit(trx, { actor, action: "task.hasten", subject: { kind: "board", id }, detail: { kind } });
    return kind;
  });
}
