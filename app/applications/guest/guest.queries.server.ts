import type { Selectable, Updateable } from "kysely";
import type { GuestApplicationTable } from "#db/schema/applications.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, FileId, GuestApplicationId } from "~/platform/ids.ts";
import { RESUME, type FileRow } from "../upload.queries.server.ts";

export type GuestApplicationRow = Selectable<GuestApplicationTable>;

/** Writes an application that waits for its address to be confirmed. */
export async function insertGuestApplication(trx: Trx, row: Omit<GuestApplicationRow, "token_hash">): Promise<void> {
  await trx.insertInto("guest_application").values(row).execute();
}

/** One that still waits, locked until the transaction ends. */
export async function lockGuestApplication(trx: Trx, id: GuestApplicationId): Promise<GuestApplicationRow | undefined> {
  return trx
    .selectFrom("guest_application")
    .selectAll()
    .where("id", "=", id)
    .where("expires_at", ">", now())
    .forUpdate()
    .executeTakeFirst();
}

/** One that still waits. */
export async function findGuestApplication(db: Db, id: GuestApplicationId): Promise<GuestApplicationRow | undefined> {
  return db
    .selectFrom("guest_application")
    .selectAll()
    .where("id", "=", id)
    .where("expires_at", ">", now())
    .executeTakeFirst();
}

/** The one that a mailed link is for, while it waits. */
export async function findGuestApplicationByToken(
  db: Db | Trx,
  tokenHash: string,
): Promise<GuestApplicationRow | undefined> {
  return db
    .selectFrom("guest_application")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now())
    .executeTakeFirst();
}

/** Changes one. */
export async function updateGuestApplication(
  trx: Trx,
  id: GuestApplicationId,
  set: Updateable<GuestApplicationTable>,
): Promise<void> {
  await trx.updateTable("guest_application").set(set).where("id", "=", id).execute();
}

/** Deletes one; its file stays. */
export async function deleteGuestApplication(trx: Trx, id: GuestApplicationId): Promise<void> {
  await trx.deleteFrom("guest_application").where("id", "=", id).execute();
}

/** A guest's upload that waits. `sha256` is of its content: whoever names it has the file. */
export async function findGuestFile(db: Db, id: FileId, sha256: string): Promise<FileRow | undefined> {
  return selectGuestFile(db, id).where("sha256", "=", sha256).executeTakeFirst();
}

/** The same by its id alone, locked until the transaction ends. */
export async function lockGuestFile(trx: Trx, id: FileId): Promise<FileRow | undefined> {
  return selectGuestFile(trx, id).forUpdate().executeTakeFirst();
}

function selectGuestFile(db: Db | Trx, id: FileId) {
  return db
    .selectFrom("file")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "is", null)
    .where("purpose", "=", RESUME)
    .where("state", "=", "pending")
    .where("expires_at", ">", now());
}

/** How long a guest's file waits now. */
export async function extendFile(trx: Trx, id: FileId, expires_at: Date): Promise<void> {
  await trx.updateTable("file").set({ expires_at }).where("id", "=", id).execute();
}

/** A guest's file becomes the account's, for good. */
export async function giveFile(trx: Trx, id: FileId, account_id: AccountId): Promise<void> {
  await trx.updateTable("file").set({ account_id, state: "kept", expires_at: null }).where("id", "=", id).execute();
}

/** The application that the file waits with, if there is one. */
export async function findByFile(trx: Trx, id: FileId): Promise<GuestApplicationRow | undefined> {
  return trx.selectFrom("guest_application").selectAll().where("file_id", "=", id).limit(1).executeTakeFirst();
}
