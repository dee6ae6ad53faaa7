import { countAttempt } from "~/accounts/limits.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { ReceivedFile } from "~/platform/files/parse-upload.server.ts";
import { storePending } from "~/platform/files/store-pending.server.ts";
import { parseId, type FileId } from "~/platform/ids.ts";
import { createHash } from "node:crypto";
import { acceptedFile, PENDING_UPLOAD_LIFE, type KeptUpload } from "../keep-upload.server.ts";
import { RESUME } from "../upload.queries.server.ts";
import { findGuestFile } from "./guest.queries.server.ts";

/**
 * Keeps a guest's résumé for 24 hours. Its `value` in the form names the content too: the id alone would let whoever
 * learns it send a stranger's file.
 * @throws DomainError `invalid` (field `resume`) when its content is no résumé, then nothing is written; `too-many`.
 */
export async function keepGuestUpload(db: Db, received: ReceivedFile, clientAddress: string): Promise<KeptUpload> {
  const file = await acceptedFile(received);
  await countAttempt("guest-upload", { address: clientAddress });
  const id = await storePending(db, { accountId: null, purpose: RESUME, ...file }, PENDING_UPLOAD_LIFE);
  return { id, name: file.name, value: valueOf(id, createHash("sha256").update(file.bytes).digest("hex")) };
}

/** A guest's upload that a form names and that is still kept, whole. */
export async function findGuestUpload(db: Db, value: unknown): Promise<KeptUpload | undefined> {
  const [name, sha256 = ""] = typeof value === "string" ? value.split(".", 2) : [];
  const id = parseId<"file">(name);
  const row = id && /^[0-9a-f]{64}$/.test(sha256) ? await findGuestFile(db, id, sha256) : undefined;
  if (!row || (await fileStore().get(row.id))?.size !== row.bytes) return undefined;
  return { id: row.id, name: row.name, value: valueOf(row.id, row.sha256) };
}

const valueOf = (id: FileId, sha256: string) => `${id}.${sha256}`;
