import type { Trx } from "~/platform/database.server.ts";
import type { FileId } from "~/platform/ids.ts";
import { eraseFileRow, isFileNeeded, isFileSent } from "./erase.queries.server.ts";
import { expireUpload } from "./upload.queries.server.ts";

/**
 * Lets go of a résumé that one of those who had it needs no more; while another does, nothing happens. A row to which an
 * application refers stays, erased.
 */
export async function releaseFile(trx: Trx, id: FileId): Promise<void> {
  if (await isFileSent(trx, id)) await eraseFileRow(trx, id);
  else if (!(await isFileNeeded(trx, id))) await expireUpload(trx, id);
}
