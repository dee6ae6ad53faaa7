import "./account.tasks.ts";
import type { z } from "zod";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { CONSENT_VERSION } from "./account.ts";
import { type signUpSchema } from "./account-forms.ts";
import { insertAccount, lockAccountByEmail, updateAccount } from "./account.queries.server.ts";
import { countAttempt } from "./limits.server.ts";
import { hashPassword } from "./password.server.ts";

/**
 * Signs a person up and mails a link to confirm the address. An address that has an account gets a mail that says so;
 * one that was never confirmed takes over what was typed now. The answer and the work are the same in all cases, so
 * nobody learns who has an account.
 * @param input.returnTo the path that the mailed link leads to in the end.
 * @throws DomainError `too-many`.
 */
export async function signUp(
  db: Db,
  input: z.output<typeof signUpSchema> & { returnTo?: string },
  clientAddress: string,
): Promise<void> {
  const { returnTo } = input;
  await countAttempt("sign-up", { address: clientAddress, account: input.email });
  const password_hash = await hashPassword(input.password);
  const typed = { password_hash, name: input.name, consent_version: CONSENT_VERSION };
  await transact(db, async (trx) => {
    const known = await lockAccountByEmail(trx, input.email);
    if (known?.email_verified_at) return enqueueTask(trx, "account.already-mail", { accountId: known.id, returnTo });
    const accountId: AccountId = known?.id ?? newId<"account">();
    if (known) await updateAccount(trx, accountId, typed);
    else
      await insertAccount(trx, {
        id: accountId,
        email: input.email,
        email_verified_at: null,
        staff_role: null,
        ...typed,
      });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "account.sign-up",
      subject: { kind: "account", id: accountId },
      detail: { consent: CONSENT_VERSION },
    });
    await enqueueTask(trx, "account.confirm-mail", { accountId, returnTo });
  });
}
