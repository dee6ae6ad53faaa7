import type { z } from "zod";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { signInSchema } from "./account-forms.ts";
import { findAccountByEmail } from "./account.queries.server.ts";
import { countAttempt, forgiveAttempt } from "./limits.server.ts";
import { isPassword } from "./password.server.ts";

/**
 * Checks an address and its password. Unknown addresses, wrong passwords and suspended accounts get the same answer after
 * the same work. Only what was wrong stays counted against the account. Who knows the password of an address that is not
 * confirmed yet is sent the link again.
 * @param input.returnTo the path that such a link leads to in the end.
 * @returns the account to open a session for. @throws DomainError `invalid`, `too-many`.
 */
export async function signIn(
  db: Db,
  input: z.output<typeof signInSchema> & { returnTo?: string },
  clientAddress: string,
): Promise<AccountId> {
  await countAttempt("sign-in", { address: clientAddress, account: input.email });
  const account = await findAccountByEmail(db, input.email);
  const matches = await isPassword(account?.password_hash, input.password);
  if (!account || !matches || account.suspended_at) {
    const why = !account ? "unknown" : !matches ? "password" : "suspended";
    await auditFailure(db, account?.id, why);
    throw new DomainError("invalid", "This address and this password do not belong together.");
  }
  if (!account.email_verified_at) {
    await auditFailure(db, account.id, "unconfirmed");
    await countAttempt("confirm-again", { address: clientAddress, account: account.id });
    await enqueueTask(db, "account.confirm-mail", { accountId: account.id, returnTo: input.returnTo });
    throw new DomainError(
      "invalid",
      "This address is not confirmed yet. We have sent you a new link; follow it to sign in.",
    );
  }
  await forgiveAttempt("sign-in", input.email);
  return account.id;
}

/** A line whoever it was, so that the answer takes as long; never with what was typed. */
async function auditFailure(
  db: Db,
  accountId: AccountId | undefined,
  why: "unknown" | "password" | "suspended" | "unconfirmed",
): Promise<void> {
  const subject = accountId
    ? ({ kind: "account", id: accountId } as const)
    : ({ kind: "board", id: "sign-in" } as const);
  await transact(db, (trx) =>
    recordAudit(trx, { actor: system, action: "account.sign-in-failed", subject, detail: { why } }),
  );
}
