import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, NoteId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { MOST_NOTES } from "./applicant-forms.ts";
import { lockApplicant, type ApplicantKey } from "./change-applicant.server.ts";
import { countNotes, deleteNote, insertNote, lockOwnNote, updateNote } from "./note.queries.server.ts";

/**
 * Writes a private note about an applicant; only members of the employer ever read it.
 * @throws DomainError `not-found` for anybody but a member; `invalid` (field `note`) when there are 200 already.
 */
export async function addNote(db: Db, accountId: AccountId, input: ApplicantKey & { note: string }): Promise<void> {
  await transact(db, async (trx) => {
    const { id: applicationId } = await lockApplicant(trx, accountId, input);
    if ((await countNotes(trx, applicationId)) >= MOST_NOTES)
      throw new DomainError("invalid", `There are ${MOST_NOTES} notes already. Delete one first.`, "note");
    const id = await insertNote(trx, { applicationId, authorId: accountId, body: input.note });
    await noteDone(trx, accountId, input, "application.note", id);
  });
}

/**
 * Changes a note of one's own. @param input.version the one that was read.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it was changed or deleted meanwhile.
 */
export async function editNote(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { id: NoteId; version: number; text: string },
): Promise<void> {
  await changeNote(db, accountId, input, async (trx, version) => {
    await updateNote(trx, input.id, { body: input.text, version: version + 1 });
    await noteDone(trx, accountId, input, "application.note-edit", input.id);
  });
}

/** Deletes a note of one's own. @throws as `editNote`. */
export async function removeNote(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { id: NoteId; version: number },
): Promise<void> {
  await changeNote(db, accountId, input, async (trx) => {
    await deleteNote(trx, input.id);
    await noteDone(trx, accountId, input, "application.note-delete", input.id);
  });
}

async function changeNote(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { id: NoteId; version: number },
  change: (trx: Trx, version: number) => Promise<void>,
): Promise<void> {
  await transact(db, async (trx) => {
    const { id: applicationId } = await lockApplicant(trx, accountId, input);
    const note = await lockOwnNote(trx, applicationId, accountId, input.id);
    if (!note) throw new DomainError("conflict", "This note is not there any more, or is not yours.");
    if (note.version !== input.version)
      throw new DomainError("conflict", `You changed this note elsewhere meanwhile. It says now: ${note.body}`);
    await change(trx, note.version);
  });
}

/** The log tells that there was a note, never what it says. */
async function noteDone(trx: Trx, accountId: AccountId, key: ApplicantKey, action: string, id: NoteId) {
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action,
    subject: { kind: "application", id: key.applicationId },
    detail: { job: key.jobId, note: id },
  });
}
