import { createHash } from "node:crypto";
import { countAttempt } from "~/accounts/limits.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { ReceivedFile } from "~/platform/files/parse-upload.server.ts";
import { resumeRefusalText } from "~/platform/files/resume-file.ts";
import { newId, type AccountId, type FileId } from "~/platform/ids.ts";
import { expireUploads, findPendingUpload, insertPendingUpload, listPendingUploads } from "./upload.queries.server.ts";

/** How long a résumé waits for the rest of its form to be put right. */
export const PENDING_UPLOAD_LIFE = DAY;

/** The most résumés of one account that wait; keeping another lets the oldest expire. */
export const MAX_PENDING_UPLOADS = 5;

/** A résumé that has arrived and waits for its application. */
export type KeptUpload = { id: FileId; name: string };

/**
 * Keeps a résumé that arrived, for 24 hours, so that it need not be chosen again when another field was wrong. Its row is
 * written before its bytes: whatever a crash leaves behind has a row that the sweep finds.
 * @throws DomainError `invalid` (field `resume`) when its content is no résumé, then nothing is written; `too-many`.
 */
export async function keepUpload(
  db: Db,
  accountId: AccountId,
  received: ReceivedFile,
  clientAddress: string,
): Promise<KeptUpload> {
  const { verdict, file, name } = received;
  if (!verdict.ok || !file)
    throw new DomainError("invalid", resumeRefusalText(verdict.ok ? "damaged" : verdict.reason), "resume");
  await countAttempt("upload", { address: clientAddress, account: accountId });
  const id: FileId = newId<"file">();
  const sha256 = createHash("sha256")
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest("hex");
  await insertPendingUpload(db, {
    id,
    account_id: accountId,
    name,
    media_type: verdict.mediaType,
    bytes: received.size,
    sha256,
    expires_at: later(now(), PENDING_UPLOAD_LIFE),
  });
  await fileStore().put(id, file);
  await expireUploads(db, (await listPendingUploads(db, accountId)).slice(MAX_PENDING_UPLOADS));
  return { id, name };
}

/** The account's upload that is still kept, whole; undefined when it expired, was used or never fully arrived. */
export async function findKeptUpload(db: Db, accountId: AccountId, id: FileId): Promise<KeptUpload | undefined> {
  const row = await findPendingUpload(db, accountId, id);
  if (!row || (await fileStore().get(id))?.size !== row.bytes) return undefined;
  return { id, name: row.name };
}
