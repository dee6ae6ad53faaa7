import type { Selectable } from "kysely";
import type { AccountTable } from "#db/schema/accounts.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

export type AccountRow = Selectable<AccountTable>;

/** The account of an address, in lower case. */
export async function findAccountByEmail(db: Db | Trx, email: string): Promise<AccountRow | undefined> {
  return db.selectFrom("account").selectAll().where("email", "=", email).executeTakeFirst();
}

/** Writes a new account. @throws the driver's duplicate error when the address is taken. */
export async function insertAccount(
  trx: Trx,
  account: Omit<
    AccountRow,
    "suspended_at" | "suspended_code" | "suspended_reason" | "deleted_at" | "created_at" | "updated_at" | "consented_at"
  >,
): Promise<void> {
  const at = now();
  await trx
    .insertInto("account")
    .values({ ...account, suspended_at: null, deleted_at: null, consented_at: at, created_at: at, updated_at: at })
    .execute();
}

/** Changes columns of an account. */
export async function updateAccount(
  trx: Trx,
  id: AccountId,
  set: Partial<Omit<AccountRow, "id" | "created_at" | "updated_at">>,
): Promise<void> {
  await trx
    .updateTable("account")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

type Purpose = "confirm-email" | "reset-password";

/** Puts a new token in the place of all earlier ones of its purpose: only the newest mail's link works. */
export async function replaceTokens(
  trx: Trx,
  token: { tokenHash: string; accountId: AccountId; purpose: Purpose; expiresAt: Date },
): Promise<void> {
  await trx
    .deleteFrom("account_token")
    .where("account_id", "=", token.accountId)
    .where("purpose", "=", token.purpose)
    .execute();
  await trx
    .insertInto("account_token")
    .values({
      token_hash: token.tokenHash,
      account_id: token.accountId,
      purpose: token.purpose,
      created_at: now(),
      expires_at: token.expiresAt,
      used_at: null,
    })
    .execute();
}

/** The account whose unused, unexpired token this is. */
export async function findAccountByToken(
  db: Db | Trx,
  tokenHash: string,
  purpose: Purpose,
): Promise<AccountRow | undefined> {
  return db
    .selectFrom("account_token")
    .innerJoin("account", "account.id", "account_token.account_id")
    .selectAll("account")
    .where("account_token.token_hash", "=", tokenHash)
    .where("account_token.purpose", "=", purpose)
    .where("account_token.used_at", "is", null)
    .where("account_token.expires_at", ">", now())
    .executeTakeFirst();
}

/** Uses the token up. @returns whether it was still unused: of two at once only one is told so. */
export async function useToken(trx: Trx, tokenHash: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("account_token")
    .set({ used_at: now() })
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The account of an id. */
export async function findAccount(db: Db | Trx, id: AccountId): Promise<AccountRow | undefined> {
  return db.selectFrom("account").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The account of an id, locked until the transaction ends. */
export async function lockAccount(trx: Trx, id: AccountId): Promise<AccountRow | undefined> {
  return trx.selectFrom("account").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The account of an address, locked until the transaction ends: what is read here is what is changed. */
export async function lockAccountByEmail(trx: Trx, email: string): Promise<AccountRow | undefined> {
  return trx.selectFrom("account").selectAll().where("email", "=", email).forUpdate().executeTakeFirst();
}

/** Ends every session of the account. */
export async function deleteSessions(trx: Trx, id: AccountId): Promise<void> {
  await trx.deleteFrom("session").where("account_id", "=", id).execute();
}

/** How many sessions of the account are open. */
export async function countSessions(db: Db | Trx, id: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom("session")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("account_id", "=", id)
    .where("expires_at", ">", now())
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Makes every mailed link of the account stop working. */
export async function deleteTokens(trx: Trx, id: AccountId): Promise<void> {
  await trx.deleteFrom("account_token").where("account_id", "=", id).execute();
}

/** The admins who can sign in, locked until the transaction ends, so that of two of them one stays. */
export async function lockAdmins(trx: Trx): Promise<AccountId[]> {
  const rows = await trx
    .selectFrom("account")
    .select("id")
    .where("staff_role", "=", "admin")
    .where("suspended_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** Deletes the tokens that can no longer be used. */
export async function deleteStaleTokens(db: Db): Promise<void> {
  await db.deleteFrom("account_token").where("expires_at", "<=", now()).execute();
}
