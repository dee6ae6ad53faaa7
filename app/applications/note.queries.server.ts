import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type ApplicationId, type NoteId } from "~/platform/ids.ts";
import { MOST_NOTES } from "./applicant-forms.ts";

/** The notes about an applicant with their authors, oldest first. */
export async function listNotes(db: Db, applicationId: ApplicationId) {
  return db
    .selectFrom("application_note as note")
    .innerJoin("account", "account.id", "note.author_id")
    .select([
      "note.id",
      "note.author_id as authorId",
      "account.name as author",
      "note.body",
      "note.version",
      "note.created_at as at",
      "note.updated_at as changedAt",
    ])
    .where("note.application_id", "=", applicationId)
    .orderBy("note.created_at")
    .orderBy("note.id")
    .limit(MOST_NOTES)
    .execute();
}
export type Note = Awaited<ReturnType<typeof listNotes>>[number];

export async function countNotes(trx: Trx, applicationId: ApplicationId): Promise<number> {
  const row = await trx
    .selectFrom("application_note")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("application_id", "=", applicationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertNote(
  trx: Trx,
  note: { applicationId: ApplicationId; authorId: AccountId; body: string },
): Promise<NoteId> {
  const id: NoteId = newId<"application_note">();
  const at = now();
  await trx
    .insertInto("application_note")
    .values({
      id,
      application_id: note.applicationId,
      author_id: note.authorId,
      body: note.body,
      version: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return id;
}

/** Locks the author's own note about the applicant. */
export async function lockOwnNote(trx: Trx, applicationId: ApplicationId, authorId: AccountId, id: NoteId) {
  return trx
    .selectFrom("application_note")
    .select(["id", "version", "body"])
    .where("id", "=", id)
    .where("application_id", "=", applicationId)
    .where("author_id", "=", authorId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateNote(trx: Trx, id: NoteId, note: { body: string; version: number }): Promise<void> {
  await trx
    .updateTable("application_note")
    .set({ ...note, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

export async function deleteNote(trx: Trx, id: NoteId): Promise<void> {
  await trx.deleteFrom("application_note").where("id", "=", id).execute();
}
