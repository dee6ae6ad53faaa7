import type { Db } from "~/platform/database.server.ts";
import { fileStore, type StoredFile } from "~/platform/files/file-store.server.ts";
import { RESUME_MEDIA_TYPES, type ResumeMediaType } from "~/platform/files/resume-file.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { findFileForReader } from "./upload.queries.server.ts";

/**
 * A résumé with its bytes, for the person whose it is and the members of an employer it was sent to; undefined for
 * everybody else, and when there is none.
 */
export async function readFile(
  db: Db,
  accountId: AccountId,
  id: FileId,
): Promise<{ name: string; mediaType: ResumeMediaType; stored: StoredFile } | undefined> {
  const row = await findFileForReader(db, accountId, id);
  if (!row || !isResumeType(row.media_type)) return undefined;
  const stored = await fileStore().get(id);
  return stored ? { name: row.name, mediaType: row.media_type, stored } : undefined;
}

function isResumeType(type: string): type is ResumeMediaType {
  return Object.hasOwn(RESUME_MEDIA_TYPES, type);
}
