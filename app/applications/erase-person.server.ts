import type { Db, Trx } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { AccountId, ApplicationId, FileId } from "~/platform/ids.ts";
import { lockApplicationForSeeker } from "./application.queries.server.ts";
import {
  eraseFileRow,
  expireFilesOfGuest,
  listErasedFilesOf,
  listUnerasedFilesOf,
  markRemoved,
} from "./erase.queries.server.ts";
import { recordMove } from "./record-move.server.ts";

/** Withdraws an application for whoever deletes their account; its employer is told by mail. One that ended stays as it is. */
export async function withdrawForGood(trx: Trx, accountId: AccountId, id: ApplicationId): Promise<void> {
  const row = await lockApplicationForSeeker(trx, accountId, id);
  if (!row || !["received", "reviewed", "interview", "offer"].includes(row.state)) return;
  await recordMove(trx, row, { to: "withdrawn", version: row.version, side: "seeker", actorId: accountId });
}

/** Lets the résumés expire that came with applications from an address which nobody has confirmed. */
export const expireGuestFiles = (trx: Trx, email: string): Promise<void> => expireFilesOfGuest(trx, email);

/** Takes every résumé of an account from whoever could read it, but for those that an application still has. */
export async function eraseFilesOf(trx: Trx, accountId: AccountId): Promise<void> {
  for (const id of await listUnerasedFilesOf(trx, accountId)) await eraseFileRow(trx, id);
}

/** Removes the bytes of an account's erased files; repeats harmlessly. @returns the files, whose rows may go now. */
export async function removeErasedFiles(db: Db, accountId: AccountId): Promise<FileId[]> {
  const files = await listErasedFilesOf(db, accountId);
  for (const { id, waits } of files) {
    if (!waits) continue;
    await fileStore().remove(id);
    await markRemoved(db, id);
  }
  return files.map(({ id }) => id);
}
