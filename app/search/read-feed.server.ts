import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { toDocument, type JobDocument } from "./job-document.ts";
import { listChanges, listLiveJobIds, listSearchedJobs } from "./search.queries.server.ts";

/**
 * The changes that follow the one numbered `seq`, at most `limit`, and the number of the last there is. `gap`: the feed
 * does not lead on from `seq`, since its rows were pruned, or the database is another one.
 */
export async function readChangesAfter(
  db: Db,
  seq: number,
  limit: number,
): Promise<{ last: number; end: number; jobIds: JobId[]; gap: boolean }> {
  const { last, changes } = await listChanges(db, seq + 1, limit);
  const [first] = changes;
  return {
    last,
    end: changes.at(-1)?.seq ?? seq,
    jobIds: [...new Set(changes.map(({ jobId }) => jobId))],
    gap: last < seq || (last > seq && first?.seq !== seq + 1),
  };
}

/** Those of the jobs that are live, as the search knows them; some may be past their expiry. */
export async function readDocuments(db: Db, ids: readonly JobId[]): Promise<JobDocument[]> {
  return (await listSearchedJobs(db, ids)).map(toDocument);
}

/** The ids of live jobs after `after`, ascending. */
export async function readLiveIds(db: Db, after: string, limit: number): Promise<JobId[]> {
  return listLiveJobIds(db, after, limit);
}
