import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

/** Never confirmed, untouched since `before`, no staff, not suspended, not deleted by its owner, and nothing of the board's refers to it. */
function selectUnconfirmed(db: Db | Trx, before: Date) {
  return db
    .selectFrom("account")
    .where("account.email_verified_at", "is", null)
    .where("account.updated_at", "<", before)
    .where("account.suspended_at", "is", null)
    .where("account.staff_role", "is", null)
    .where("account.deleted_at", "is", null)
    .where((where) =>
      where.and(
        (["member", "application", "file", "employer_claim"] as const).map((table) =>
          where.not(
            where.exists(
              where.selectFrom(table).select(`${table}.account_id`).whereRef(`${table}.account_id`, "=", "account.id"),
            ),
          ),
        ),
      ),
    );
}

/** How many there are, counted up to `most`. */
export async function countUnconfirmed(db: Db, before: Date, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(selectUnconfirmed(db, before).select("account.id").limit(most).as("found"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Some of them, the oldest first. */
export async function listUnconfirmed(db: Db, before: Date, limit: number): Promise<AccountId[]> {
  const rows = await selectUnconfirmed(db, before)
    .select("account.id")
    .orderBy("account.updated_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Deletes one with its tokens and sessions. @returns false when it was confirmed, or used, in the meantime. */
export async function deleteIfUnconfirmed(trx: Trx, id: AccountId, before: Date): Promise<boolean> {
  const row = await selectUnconfirmed(trx, before)
    .select("account.id")
    .where("account.id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  await trx.deleteFrom("account_token").where("account_id", "=", id).execute();
  await trx.deleteFrom("session").where("account_id", "=", id).execute();
  await trx.deleteFrom("account").where("id", "=", id).execute();
  return true;
}
