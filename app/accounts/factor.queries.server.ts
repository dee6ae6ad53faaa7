import { sql, type Selectable } from "kysely";
import type { AccountFactorTable } from "#db/schema/accounts.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

type FactorRow = Selectable<AccountFactorTable>;

/** The account's authenticator, on or only shown. */
export async function findFactor(db: Db | Trx, accountId: AccountId): Promise<FactorRow | undefined> {
  return db.selectFrom("account_factor").selectAll().where("account_id", "=", accountId).executeTakeFirst();
}

/** Whether the account has a second factor that counts. */
export async function hasFactor(db: Db | Trx, accountId: AccountId): Promise<boolean> {
  return Boolean((await findFactor(db, accountId))?.secret);
}

/** Keeps a secret that was shown until its first code comes; one that counts stays beside it. */
export async function putPendingSecret(trx: Trx, accountId: AccountId, sealed: string, until: Date): Promise<void> {
  const pending = { pending_secret: sealed, pending_until: until };
  await trx
    .insertInto("account_factor")
    .values({ account_id: accountId, secret: null, turned_on_at: null, last_step: 0, ...pending })
    .onDuplicateKeyUpdate(pending)
    .execute();
}

/** Makes the shown secret the one that counts. @returns whether it was still the one shown: of two at once only one is. */
export async function turnOnPending(trx: Trx, accountId: AccountId, sealed: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("account_factor")
    .set({ secret: sealed, turned_on_at: now(), last_step: step, pending_secret: null, pending_until: null })
    .where("account_id", "=", accountId)
    .where("pending_secret", "=", sealed)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Uses a step of the secret up, and with it every earlier one.
 * @returns whether it was still unused: of two clients with one code only one is told so.
 */
export async function useStep(trx: Trx, accountId: AccountId, sealed: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("account_factor")
    .set({ last_step: step })
    .where("account_id", "=", accountId)
    .where("secret", "=", sealed)
    .where("last_step", "<", step)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Uses a recovery code up. @returns whether it was one of the account's, and unused. */
export async function useRecoveryCode(trx: Trx, accountId: AccountId, codeHash: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("recovery_code")
    .set({ used_at: now() })
    .where("account_id", "=", accountId)
    .where("code_hash", "=", codeHash)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db | Trx, accountId: AccountId): Promise<number> {
  const row = await db
    .selectFrom("recovery_code")
    .select(sql<number>`count(*)`.as("count"))
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(trx: Trx, accountId: AccountId, codeHashes: string[]): Promise<void> {
  await trx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  const created_at = now();
  await trx
    .insertInto("recovery_code")
    .values(codeHashes.map((code_hash) => ({ account_id: accountId, code_hash, created_at, used_at: null })))
    .execute();
}

/** Takes away all that the account has of a second factor. @returns whether one had counted. */
export async function deleteFactor(trx: Trx, accountId: AccountId): Promise<boolean> {
  const had = await trx
    .selectFrom("account_factor")
    .select("secret")
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  for (const table of ["account_factor", "recovery_code", "pending_sign_in", "passkey", "passkey_challenge"] as const)
    await trx.deleteFrom(table).where("account_id", "=", accountId).execute();
  return Boolean(had?.secret);
}

/** Keeps that somebody gave an account's password and is to give its code. */
export async function insertPendingSignIn(
  trx: Trx,
  pending: { tokenHash: string; accountId: AccountId; expiresAt: Date },
): Promise<void> {
  await trx
    .insertInto("pending_sign_in")
    .values({
      token_hash: pending.tokenHash,
      account_id: pending.accountId,
      created_at: now(),
      expires_at: pending.expiresAt,
    })
    .execute();
}

/** The account that waits for its code under this token, unless it is too late or the account is suspended. */
export async function findPendingSignIn(db: Db | Trx, tokenHash: string): Promise<AccountId | undefined> {
  const row = await db
    .selectFrom("pending_sign_in")
    .innerJoin("account", "account.id", "pending_sign_in.account_id")
    .select("account.id")
    .where("pending_sign_in.token_hash", "=", tokenHash)
    .where("pending_sign_in.expires_at", ">", now())
    .where("account.suspended_at", "is", null)
    .executeTakeFirst();
  return row?.id;
}

/** Uses the token up. @returns whether it was still there: of two at once only one is told so. */
export async function usePendingSignIn(trx: Trx, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("pending_sign_in")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends every sign-in of the account that waits for a code. */
export async function deletePendingSignIns(trx: Trx, accountId: AccountId): Promise<void> {
  await trx.deleteFrom("pending_sign_in").where("account_id", "=", accountId).execute();
}

/** Deletes what waited too long. */
export async function deleteStalePending(db: Db): Promise<void> {
  await db.deleteFrom("pending_sign_in").where("expires_at", "<=", now()).execute();
  await db
    .updateTable("account_factor")
    .set({ pending_secret: null, pending_until: null })
    .where("pending_until", "<=", now())
    .execute();
}
