import "./account.tasks.ts";
import { byAccount, recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { Account } from "./account.ts";
import { deleteSessions } from "./account.queries.server.ts";
import { withFactorCode } from "./check-factor.server.ts";
import { deleteFactor } from "./factor.queries.server.ts";
import { requirePassword } from "./set-up-factor.server.ts";

/**
 * Turns one's own second factor off, with the password and a code, however fresh the last one is.
 * @throws DomainError `invalid` beside `password` or `factor`, and for staff, who may only replace it; `too-many`.
 */
export async function turnFactorOff(
  db: Db,
  account: Account,
  given: { password: string; code: string | undefined },
): Promise<void> {
  if (account.staffRole) throw new DomainError("invalid", "Staff need their second factor. You can replace it.");
  await requirePassword(db, account.id, given.password);
  await withFactorCode(db, { accountId: account.id, code: given.code, use: "account-page" }, async (trx) => {
    await deleteFactor(trx, account.id);
    await recordAudit(trx, {
      actor: byAccount(account.id),
      action: "account.factor-off",
      subject: { kind: "account", id: account.id },
    });
    await enqueueTask(trx, "account.factor-mail", { accountId: account.id, what: "off" });
  });
}

/**
 * Takes a lost second factor off somebody's account and ends their sessions; they are told by mail. A sensitive act: the
 * caller has asked the admin for a code.
 * @param by an admin, never of their own, or the board itself (`npm run factor:reset`).
 * @throws DomainError `invalid` for one's own, `conflict` where there is none.
 */
export async function resetFactor(db: Db, accountId: AccountId, by: Actor): Promise<void> {
  if (by.kind === "account" && by.accountId === accountId)
    throw new DomainError("invalid", "This is your own: replace it on your account page.");
  await transact(db, async (trx) => {
    if (!(await deleteFactor(trx, accountId)))
      throw new DomainError("conflict", "This account has no second factor by now.");
    await deleteSessions(trx, accountId);
    await recordAudit(trx, {
      actor: by,
      action: "account.factor-reset",
      subject: { kind: "account", id: accountId },
    });
    await enqueueTask(trx, "account.factor-mail", { accountId, what: "reset" });
  });
}
