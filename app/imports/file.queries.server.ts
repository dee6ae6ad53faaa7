import { createHash } from "node:crypto";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type FileId } from "~/platform/ids.ts";

/** What a file of an import says it is for. */
const PURPOSE = "import";
/** A run takes minutes; what a crash leaves is swept with the uploads that expired. */
const KEPT = 2 * DAY;

/** Keeps bytes until a run has used them. Their row comes first, so that the sweep finds what a crash leaves. */
export async function keepImportFile(
  db: Db,
  file: { accountId: AccountId; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<FileId> {
  const id: FileId = newId<"file">();
  await db
    .insertInto("file")
    .values({
      id,
      account_id: file.accountId,
      purpose: PURPOSE,
      state: "pending",
      name: file.name.slice(0, 200),
      media_type: "application/octet-stream",
      bytes: file.bytes.length,
      sha256: createHash("sha256").update(file.bytes).digest("hex"),
      expires_at: later(now(), KEPT),
      created_at: now(),
    })
    .execute();
  await fileStore().put(id, new Blob([file.bytes]));
  return id;
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
