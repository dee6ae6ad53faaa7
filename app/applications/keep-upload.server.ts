import { countAttempt } from "~/accounts/limits.server.ts";
import { DAY } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { ReceivedFile } from "~/platform/files/parse-upload.server.ts";
import { resumeRefusalText } from "~/platform/files/resume-file.ts";
import { storePending } from "~/platform/files/store-pending.server.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { findStoredResume } from "./kept/kept.queries.server.ts";
import { expireUploads, findPendingUpload, listPendingUploads, RESUME } from "./upload.queries.server.ts";

/** How long a résumé waits for the rest of its form to be put right. */
export const PENDING_UPLOAD_LIFE = DAY;

/** The most résumés of one account that wait; keeping another lets the oldest expire. */
export const MAX_PENDING_UPLOADS = 5;

/** A résumé that has arrived and waits for its application; `value` stands for it in the form. */
export type KeptUpload = { id: FileId; name: string; value: string };

/**
 * Keeps a résumé that arrived, for 24 hours, so that it need not be chosen again when another field was wrong.
 * @throws DomainError `invalid` (field `resume`) when its content is no résumé, then nothing is written; `too-many`.
 */
export async function keepUpload(
  db: Db,
  accountId: AccountId,
  received: ReceivedFile,
  clientAddress: string,
): Promise<KeptUpload> {
  const file = await acceptedFile(received);
  await countAttempt("upload", { address: clientAddress, account: accountId });
  const id = await storePending(db, { accountId, purpose: RESUME, ...file }, PENDING_UPLOAD_LIFE);
  await expireUploads(db, (await listPendingUploads(db, accountId)).slice(MAX_PENDING_UPLOADS));
  return { id, name: file.name, value: id };
}

/** What is stored of a résumé that arrived. @throws DomainError `invalid` (field `resume`) when its content is none. */
export async function acceptedFile({ verdict, file, name }: ReceivedFile) {
  if (!verdict.ok || !file)
    throw new DomainError("invalid", resumeRefusalText(verdict.ok ? "damaged" : verdict.reason), "resume");
  return { name, mediaType: verdict.mediaType, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/**
 * The account's upload that waits, or its stored résumé, whole; undefined when it expired, was used or never fully arrived.
 */
export async function findKeptUpload(db: Db, accountId: AccountId, id: FileId): Promise<KeptUpload | undefined> {
  const stored = await findStoredResume(db, accountId);
  const row = stored?.id === id ? stored : await findPendingUpload(db, accountId, id);
  if (!row || (await fileStore().get(id))?.size !== row.bytes) return undefined;
  return { id, name: row.name, value: id };
}
