import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { SuspensionCode } from "./account.ts";
import { deleteSessions, deleteTokens, lockAccount, updateAccount } from "./account.queries.server.ts";

/**
 * Suspends an account: every session and mailed link ends in this transaction, signing in is refused like a wrong
 * password, and the person is mailed `reason`. What is not theirs alone stays: applications that were sent, the jobs and
 * organizations they belong to. Staff lose their role first, so that no admin can lock the last one out.
 * @returns false when it was suspended already. @throws DomainError `not-found`, `conflict` for staff and for oneself.
 */
export async function suspendAccount(
  db: Db,
  act: { accountId: AccountId; code: SuspensionCode; reason: string; adminId: AccountId },
): Promise<boolean> {
  const { accountId, code, reason, adminId } = act;
  if (accountId === adminId) throw new DomainError("conflict", "Nobody suspends themselves. Nothing was done.");
  return transact(db, async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (!account) throw new DomainError("not-found", "There is no such account.");
    if (account.suspended_at) return false;
    if (account.staff_role)
      throw new DomainError("conflict", "Take the staff role first. Nothing was done: they can still sign in.");
    await updateAccount(trx, accountId, { suspended_at: now(), suspended_code: code, suspended_reason: reason });
    await deleteSessions(trx, accountId);
    await deleteTokens(trx, accountId);
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "account.suspend",
      subject: { kind: "account", id: accountId },
      detail: { code },
    });
    await enqueueTask(trx, "account.suspended-mail", { accountId });
    return true;
  });
}

/**
 * Lets a suspended person sign in again, and mails them so.
 * @returns false when it was not suspended any more. @throws DomainError `not-found`.
 */
export async function liftSuspension(db: Db, act: { accountId: AccountId; adminId: AccountId }): Promise<boolean> {
  const { accountId, adminId } = act;
  return transact(db, async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (!account) throw new DomainError("not-found", "There is no such account.");
    if (!account.suspended_at) return false;
    await updateAccount(trx, accountId, { suspended_at: null });
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "account.lift-suspension",
      subject: { kind: "account", id: accountId },
    });
    await enqueueTask(trx, "account.suspension-lifted-mail", { accountId });
    return true;
  });
}
