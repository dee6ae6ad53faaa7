import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { deletePendingUpload, listExpiredUploads } from "./upload.queries.server.ts";

/** An application that took the upload in its last second has committed long before this has passed. */
const GRACE = 10 * MINUTE;

/**
 * Removes the uploads that were never sent with an application and have expired: the bytes first, then the row, so that
 * a crash in between is repeated rather than forgotten. An expired upload can no longer be taken, so nothing is locked.
 * @returns how many, 500 at most.
 */
export async function sweepUploads(db: Db): Promise<number> {
  const expired = await listExpiredUploads(db, later(now(), -GRACE), 500);
  for (const id of expired) {
    await fileStore().remove(id);
    await deletePendingUpload(db, id);
  }
  return expired.length;
}
