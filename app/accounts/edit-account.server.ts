import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { updateAccount } from "./account.queries.server.ts";

/** Changes the name that employers see. Applications already sent keep the name they were sent under. */
export async function editAccount(db: Db, accountId: AccountId, input: { name: string }): Promise<void> {
  await transact(db, async (trx) => {
    await updateAccount(trx, accountId, input);
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "account.edit",
      subject: { kind: "account", id: accountId },
    });
  });
}
