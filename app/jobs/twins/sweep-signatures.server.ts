import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { deleteSignatures, insertSignature, listJobsWithoutSignature, listTexts } from "./signature.queries.server.ts";

const BATCH = 100;
/** Jobs of one run: some seconds. */
const MOST = 500;

/**
 * Writes what jobs are compared by where it is missing (after a restore, or for rows written by other means) or was
 * computed by another version. Converges: what it has written it does not find again.
 * @returns the job to go on after, where there may be more.
 */
export async function sweepSignatures(db: Db, after = ""): Promise<JobId | undefined> {
  let last = after;
  for (let done = 0; done < MOST; done += BATCH) {
    const jobIds = await listJobsWithoutSignature(db, last, BATCH);
    for (const jobId of jobIds)
      await transact(db, async (trx) => {
        // Whoever writes a revision holds the job too, so none is missed or written twice.
        await trx.selectFrom("job").select("id").where("id", "=", jobId).forUpdate().execute();
        await deleteSignatures(trx, jobId);
        for (const { id, bodyText, employerId } of await listTexts(trx, jobId))
          await insertSignature(trx, { id, jobId, employerId, bodyText });
      });
    if (jobIds.length < BATCH) return undefined;
    last = jobIds.at(-1)!;
  }
  return last as JobId;
}
