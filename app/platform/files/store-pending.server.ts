import { createHash } from "node:crypto";
import { later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type FileId } from "~/platform/ids.ts";

export type PendingFile = {
  /** Null for a guest's. */
  accountId: AccountId | null;
  /** What the file is for: whoever reads or keeps it asks for that, so that no other file passes for one. */
  purpose: "resume" | "logo" | "import";
  name: string;
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
};

/**
 * Stores a file that is not wanted for good yet. Its row is written before its bytes: whatever a crash leaves behind has a
 * row, and the sweep of uploads takes it away, as it does what nobody has kept.
 * @param life milliseconds until it expires. @returns its id, the key in the store.
 */
export async function storePending(db: Db, file: PendingFile, life: number): Promise<FileId> {
  const id: FileId = newId<"file">();
  const at = now();
  await db
    .insertInto("file")
    .values({
      id,
      account_id: file.accountId,
      purpose: file.purpose,
      state: "pending",
      name: file.name,
      media_type: file.mediaType,
      bytes: file.bytes.length,
      sha256: createHash("sha256").update(file.bytes).digest("hex"),
      expires_at: later(at, life),
      created_at: at,
    })
    .execute();
  await fileStore().put(id, new Blob([file.bytes]));
  return id;
}
