import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask, isEnqueued } from "~/tasks/enqueue-task.server.ts";
import { lockAccount } from "./account.queries.server.ts";

/**
 * Mails somebody a fresh link, as an admin's help: to confirm the address, or to choose a password. The admin never sees
 * the link, so it gives nobody a way into another's account.
 * @param act.id names the act: posted twice, one mail goes. @throws DomainError `not-found`; `conflict` when the address
 * is confirmed already, or the account is suspended.
 */
export async function sendAccountMail(
  db: Db,
  act: { id: Id<"mail-act">; accountId: AccountId; mail: "confirmation" | "reset"; adminId: AccountId },
): Promise<void> {
  const { id, accountId, mail, adminId } = act;
  const dedupeKey = `staff-mail:${id}`;
  await transact(db, async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (!account) throw new DomainError("not-found", "There is no such account.");
    if (await isEnqueued(trx, dedupeKey)) return;
    if (account.suspended_at)
      throw new DomainError("conflict", "This account is suspended: no link would work. Nothing was sent.");
    if (mail === "confirmation" && account.email_verified_at)
      throw new DomainError("conflict", "This address is confirmed already. Nothing was sent.");
    const kind = mail === "confirmation" ? "account.confirm-mail" : "account.reset-mail";
    await enqueueTask(trx, kind, { accountId }, { dedupeKey });
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: `account.send-${mail}`,
      subject: { kind: "account", id: accountId },
    });
  });
}
