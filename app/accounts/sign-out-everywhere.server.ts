import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { countSessions, deleteSessions, lockAccount } from "./account.queries.server.ts";

/**
 * Ends every session of an account, as an admin's help for a lost device.
 * @returns how many there were; none is no act, and is not written down. @throws DomainError `not-found`.
 */
export async function signOutEverywhere(db: Db, act: { accountId: AccountId; adminId: AccountId }): Promise<number> {
  const { accountId, adminId } = act;
  return transact(db, async (trx) => {
    if (!(await lockAccount(trx, accountId))) throw new DomainError("not-found", "There is no such account.");
    const sessions = await countSessions(trx, accountId);
    if (sessions === 0) return 0;
    await deleteSessions(trx, accountId);
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "account.sign-out-everywhere",
      subject: { kind: "account", id: accountId },
      detail: { sessions },
    });
    return sessions;
  });
}
