import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

/** The letters of an account's applications, newest first. */
export async function listLetters(db: Db, id: AccountId, limit: number) {
  return db
    .selectFrom("application")
    .select(["id", "letter"])
    .where("account_id", "=", id)
    .where("letter", "<>", "")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** The files of an account that are not erased, but for what it uploaded for an organization; newest first. */
export async function listOwnFiles(db: Db, id: AccountId, limit: number) {
  return db
    .selectFrom("file")
    .select(["id", "name"])
    .where("account_id", "=", id)
    .where("purpose", "=", "resume")
    .where("state", "<>", "erased")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}
