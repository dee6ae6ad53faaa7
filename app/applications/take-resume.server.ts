import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { lockStoredResume } from "./kept/kept.queries.server.ts";
import { keepFile, lockPendingUpload } from "./upload.queries.server.ts";

/** Said beside the file field when the résumé that a form names is not there any more. */
export const UPLOAD_GONE = "The résumé is no longer kept. Choose it again.";

/**
 * Takes a résumé for an application: an upload of the account's that waits, or the one it has stored.
 * @throws DomainError `invalid` (field `resume`) when it is neither.
 */
export async function takeResume(trx: Trx, accountId: AccountId, fileId: FileId): Promise<void> {
  if (await lockPendingUpload(trx, accountId, fileId)) return keepFile(trx, fileId);
  if ((await lockStoredResume(trx, accountId)) !== fileId) throw new DomainError("invalid", UPLOAD_GONE, "resume");
}
