import type { z } from "zod";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { forgotPasswordSchema, resetPasswordSchema } from "./account-forms.ts";
import {
  deleteSessions,
  findAccountByEmail,
  findAccountByToken,
  updateAccount,
  useToken,
} from "./account.queries.server.ts";
import { BAD_LINK } from "./confirm-email.server.ts";
import { deletePendingSignIns } from "./factor.queries.server.ts";
import { countAttempt } from "./limits.server.ts";
import { hashPassword } from "./password.server.ts";
import { hashToken } from "./secret-token.server.ts";

/**
 * Mails a link to choose a new password, if the address has an account. The answer is the same if it has none; the mail,
 * with its token, is made by a task, so the work is as well.
 * @throws DomainError `too-many`.
 */
export async function requestPasswordReset(
  db: Db,
  input: z.output<typeof forgotPasswordSchema>,
  clientAddress: string,
): Promise<void> {
  await countAttempt("forgot-password", { address: clientAddress, account: input.email });
  const account = await findAccountByEmail(db, input.email);
  // A task either way: the one for nobody finds no account, and the answer takes as long.
  const accountId = account && !account.suspended_at ? account.id : newId<"account">();
  await enqueueTask(db, "account.reset-mail", { accountId });
}

/**
 * Sets a new password through a mailed link, which confirms the address as well. Every session ends, and the account is
 * told by mail.
 * @returns the account, to sign in: with its second factor, if it has one. @throws DomainError `invalid`, `too-many`.
 */
export async function resetPassword(
  db: Db,
  input: z.output<typeof resetPasswordSchema>,
  clientAddress: string,
): Promise<AccountId> {
  const tokenHash = hashToken(input.token);
  await countAttempt("reset-password", { address: clientAddress, account: tokenHash });
  const password_hash = await hashPassword(input.password);
  const account = await findAccountByToken(db, tokenHash, "reset-password");
  if (!account || account.suspended_at) throw new DomainError("invalid", BAD_LINK);
  await transact(db, async (trx) => {
    if (!(await useToken(trx, tokenHash))) throw new DomainError("invalid", BAD_LINK);
    await updateAccount(trx, account.id, { password_hash, email_verified_at: account.email_verified_at ?? now() });
    await deleteSessions(trx, account.id);
    await deletePendingSignIns(trx, account.id);
    await recordAudit(trx, {
      actor: byAccount(account.id),
      action: "account.reset-password",
      subject: { kind: "account", id: account.id },
    });
    await enqueueTask(trx, "account.password-changed-mail", { accountId: account.id });
    // The link confirmed the address: what was a guest's of it is this account's from now on.
    if (!account.email_verified_at) await enqueueTask(trx, "alert.join", { accountId: account.id });
  });
  return account.id;
}
