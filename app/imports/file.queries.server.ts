import { DAY, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { storePending } from "~/platform/files/store-pending.server.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";

/** What a file of an import says it is for. */
const PURPOSE = "import";
/** A run takes minutes; what a crash leaves is swept with the uploads that expired. */
const KEPT = 2 * DAY;

/** Keeps bytes until a run has used them. */
export function keepImportFile(
  db: Db,
  { accountId, name, bytes }: { accountId: AccountId; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<FileId> {
  const mediaType = "application/octet-stream";
  return storePending(db, { accountId, purpose: PURPOSE, name: name.slice(0, 200), mediaType, bytes }, KEPT);
}

/** The bytes of an import's file; undefined when they are gone. */
export async function readImportFile(id: FileId): Promise<Uint8Array | undefined> {
  return (await fileStore().get(id))?.bytes();
}

/** Leaves files that are used up to the sweep of uploads. */
export async function releaseImportFiles(trx: Trx, ids: readonly (FileId | null)[]): Promise<void> {
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return;
  await trx
    .updateTable("file")
    .set({ expires_at: now() })
    .where("id", "in", known)
    .where("purpose", "=", PURPOSE)
    .execute();
}
