import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { StaffRole } from "./account.ts";
import { deleteSessions, lockAccount, lockAdmins, updateAccount } from "./account.queries.server.ts";

/**
 * Makes somebody a moderator or an admin, or takes the role from them. All their sessions end, and they are mailed. Nobody
 * changes their own role, and the last admin stays one.
 * @param act.seen the role that the admin saw. @returns false when they have the wanted role already.
 * @throws DomainError `not-found`; `conflict` when the role is another one by now, or the account cannot sign in.
 */
export async function changeStaffRole(
  db: Db,
  act: { accountId: AccountId; role: StaffRole | null; seen: StaffRole | null; adminId: AccountId },
): Promise<boolean> {
  const { accountId, role, seen, adminId } = act;
  if (accountId === adminId) throw new DomainError("conflict", "Nobody changes their own role. Nothing was done.");
  return transact(db, async (trx) => {
    // First of all, so that two admins who take each other's role go one after the other.
    const admins = await lockAdmins(trx);
    if (!admins.includes(adminId)) throw new DomainError("conflict", "You are no admin any more. Nothing was done.");
    const account = await lockAccount(trx, accountId);
    if (!account) throw new DomainError("not-found", "There is no such account.");
    if (account.staff_role === role) return false;
    if (account.staff_role !== seen)
      throw new DomainError("conflict", "Somebody changed this role meanwhile. Nothing was done; look again.");
    if (role && (account.suspended_at || !account.email_verified_at))
      throw new DomainError("conflict", "Only an account with a confirmed address that is not suspended can be staff.");
    await updateAccount(trx, accountId, { staff_role: role });
    await deleteSessions(trx, accountId);
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "account.change-role",
      subject: { kind: "account", id: accountId },
      detail: { from: seen ?? "none", to: role ?? "none" },
    });
    await enqueueTask(trx, "account.role-mail", { accountId, role });
    return true;
  });
}
