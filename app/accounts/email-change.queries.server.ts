import type { Selectable, Updateable } from "kysely";
import type { EmailChangeTable } from "#db/schema/accounts.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, Id } from "~/platform/ids.ts";

export type EmailChangeRow = Selectable<EmailChangeTable>;

/** Writes down a change that was asked for, in the place of one that waits: only the newest mail's link works. */
export async function replaceWaitingChange(
  trx: Trx,
  change: Omit<EmailChangeRow, "confirm_hash" | "confirmed_at" | "stop_hash" | "created_at">,
): Promise<void> {
  await trx
    .deleteFrom("email_change")
    .where("account_id", "=", change.account_id)
    .where("confirmed_at", "is", null)
    .execute();
  await trx
    .insertInto("email_change")
    .values({ ...change, confirm_hash: null, confirmed_at: null, stop_hash: null, created_at: now() })
    .execute();
}

/** A change by its id. */
export async function findEmailChange(db: Db | Trx, id: Id<"email-change">): Promise<EmailChangeRow | undefined> {
  return db.selectFrom("email_change").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The change whose link this is: the one that confirms it, or the one that stops it; undefined once it is too late. */
export async function findChangeByLink(
  db: Db | Trx,
  link: "confirm" | "stop",
  hash: string,
): Promise<EmailChangeRow | undefined> {
  return db
    .selectFrom("email_change")
    .selectAll()
    .where(`${link}_hash`, "=", hash)
    .where(`${link}_until`, ">", now())
    .executeTakeFirst();
}

/** Changes columns of a change. */
export async function updateEmailChange(
  db: Db | Trx,
  id: Id<"email-change">,
  set: Updateable<EmailChangeTable>,
): Promise<void> {
  await db.updateTable("email_change").set(set).where("id", "=", id).execute();
}

/** Forgets a change and those of the account that came after it: ids are in the order of time. */
export async function deleteChangesFrom(trx: Trx, accountId: AccountId, id: Id<"email-change">): Promise<void> {
  await trx.deleteFrom("email_change").where("account_id", "=", accountId).where("id", ">=", id).execute();
}

/** Forgets the changes that no link can confirm or undo any more, and with them the addresses that people left. */
export async function deleteStaleChanges(db: Db): Promise<void> {
  await db.deleteFrom("email_change").where("stop_until", "<=", now()).execute();
}
