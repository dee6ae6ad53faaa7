import type { z } from "zod";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { confirmEmailSchema } from "./account-forms.ts";
import { findAccountByToken, lockAccount, updateAccount, useToken } from "./account.queries.server.ts";
import { countAttempt } from "./limits.server.ts";
import { isPassword } from "./password.server.ts";
import { hashToken } from "./secret-token.server.ts";

/** What every bad link is answered with, whatever the cause. */
export const BAD_LINK =
  "This link does not work any more. It may have been used, replaced by a newer one, or be too old.";

/**
 * Confirms the address that the link was mailed to. The password is asked for once more: otherwise somebody could sign up
 * with another person's address and have that person's click confirm the stranger's password.
 * @returns the account, to sign in. @throws DomainError `invalid`, `too-many`.
 */
export async function confirmEmail(
  db: Db,
  input: z.output<typeof confirmEmailSchema>,
  clientAddress: string,
): Promise<AccountId> {
  const tokenHash = hashToken(input.token);
  await countAttempt("confirm-email", { address: clientAddress, account: tokenHash });
  const account = await findAccountByToken(db, tokenHash, "confirm-email");
  const matches = await isPassword(account?.password_hash, input.password);
  if (!account || account.suspended_at) throw new DomainError("invalid", BAD_LINK);
  if (!matches) throw new DomainError("invalid", "This is not the password you chose when you signed up.", "password");
  await transact(db, async (trx) => {
    // A sign-up with this address in the meantime would have put another password under it.
    const current = await lockAccount(trx, account.id);
    if (current?.password_hash !== account.password_hash || !(await useToken(trx, tokenHash)))
      throw new DomainError("invalid", BAD_LINK);
    await updateAccount(trx, account.id, { email_verified_at: account.email_verified_at ?? now() });
    // What was a guest's of this address is this account's from now on.
    await enqueueTask(trx, "alert.join", { accountId: account.id });
    await recordAudit(trx, {
      actor: byAccount(account.id),
      action: "account.confirm-email",
      subject: { kind: "account", id: account.id },
    });
  });
  return account.id;
}
