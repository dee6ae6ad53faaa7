import { later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { withFactorCode } from "./check-factor.server.ts";
import { SECOND_STEP } from "./factor.ts";
import { findPendingSignIn, hasFactor, insertPendingSignIn, usePendingSignIn } from "./factor.queries.server.ts";
import { hashToken, newSecretToken } from "./secret-token.server.ts";

const TOO_LATE = "This took too long, or was done already. Sign in again with your password.";

/**
 * Begins the second step for an account whose password was right.
 * @returns a secret for the browser's cookie, good for ten minutes and one sign-in; undefined where there is no factor.
 */
export async function beginSecondStep(db: Db, accountId: AccountId): Promise<string | undefined> {
  if (!(await hasFactor(db, accountId))) return undefined;
  const token = newSecretToken();
  await transact(db, (trx) =>
    insertPendingSignIn(trx, { tokenHash: hashToken(token), accountId, expiresAt: later(now(), SECOND_STEP) }),
  );
  return token;
}

/** The account whose code is waited for under this token, if it works. */
export async function findSecondStep(db: Db, token: string): Promise<AccountId | undefined> {
  return findPendingSignIn(db, hashToken(token));
}

/**
 * Ends the second step. The code and the token are used up together, or neither.
 * @returns the account to open a session for. @throws DomainError `conflict` for a token that does not work (any more),
 * whatever the cause; `invalid` beside `factor`, `too-many`.
 */
export async function finishSecondStep(
  db: Db,
  given: { token: string; code: string | undefined },
  clientAddress: string,
): Promise<AccountId> {
  const tokenHash = hashToken(given.token);
  const accountId = await findPendingSignIn(db, tokenHash);
  if (!accountId) throw new DomainError("conflict", TOO_LATE);
  return withFactorCode(db, { accountId, code: given.code, use: "sign-in", clientAddress }, async (trx) => {
    if (!(await usePendingSignIn(trx, tokenHash))) throw new DomainError("conflict", TOO_LATE);
    return accountId;
  });
}
