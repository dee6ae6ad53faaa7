import type { Selectable } from "kysely";
import type { PasskeyTable } from "#db/schema/accounts.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, Id } from "~/platform/ids.ts";

type PasskeyRow = Selectable<PasskeyTable>;
export type PasskeyPurpose = "add" | "check";

/** No account has more passkeys than this. */
export const MOST_PASSKEYS = 10;

/** The account's passkeys, the oldest first. */
export async function findPasskeys(db: Db | Trx, accountId: AccountId): Promise<PasskeyRow[]> {
  return db
    .selectFrom("passkey")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("id")
    .limit(MOST_PASSKEYS)
    .execute();
}

/** Whether any account has this passkey. */
export async function isKnownCredential(trx: Trx, credentialId: string): Promise<boolean> {
  const row = await trx.selectFrom("passkey").select("id").where("credential_id", "=", credentialId).executeTakeFirst();
  return row !== undefined;
}

/** Keeps a new passkey. */
export async function insertPasskey(trx: Trx, passkey: Omit<PasskeyRow, "created_at" | "used_at">): Promise<void> {
  await trx
    .insertInto("passkey")
    .values({ ...passkey, created_at: now(), used_at: null })
    .execute();
}

/** Keeps what an authenticator counted, and when it was used. */
export async function markPasskeyUsed(trx: Trx, id: Id<"passkey">, counter: number): Promise<void> {
  await trx.updateTable("passkey").set({ counter, used_at: now() }).where("id", "=", id).execute();
}

/** Takes one of the account's passkeys away. @returns whether it was there. */
export async function deletePasskey(trx: Trx, accountId: AccountId, id: Id<"passkey">): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("passkey")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Keeps what a passkey of the account is asked to sign. */
export async function insertChallenge(
  trx: Trx,
  asked: { hash: string; accountId: AccountId; purpose: PasskeyPurpose; expiresAt: Date },
): Promise<void> {
  const { hash, accountId, purpose, expiresAt } = asked;
  await trx
    .insertInto("passkey_challenge")
    .values({ challenge_hash: hash, account_id: accountId, purpose, expires_at: expiresAt })
    .execute();
}

/** Uses a challenge up. @returns whether the account was asked it for this, in time, and had not answered it. */
export async function useChallenge(
  trx: Trx,
  asked: { hash: string; accountId: AccountId; purpose: PasskeyPurpose },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("passkey_challenge")
    .where("challenge_hash", "=", asked.hash)
    .where("account_id", "=", asked.accountId)
    .where("purpose", "=", asked.purpose)
    .where("expires_at", ">", now())
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Deletes what was never answered. */
export async function deleteStaleChallenges(db: Db): Promise<void> {
  await db.deleteFrom("passkey_challenge").where("expires_at", "<=", now()).execute();
}
