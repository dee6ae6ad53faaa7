import type { Db } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { Visit } from "./visit-buffer.server.ts";
import { addToDays, insertVisits, listInsidePairs, sumBatch } from "./visit.queries.server.ts";

/** Visits of one statement. */
const CHUNK = 500;

/**
 * Counts visits: each person once a day, job and kind, however many processes saw them, and however often this is
 * repeated after a failure, even one after which nobody knows whether it was committed. Looks of the job's own employer
 * and of staff are left out.
 */
export async function writeVisits(db: Db, visits: readonly Visit[]): Promise<void> {
  for (let from = 0; from < visits.length; from += CHUNK) {
    const chunk = await withoutInsiders(db, visits.slice(from, from + CHUNK));
    if (chunk.length > 0) await countChunk(db, chunk);
  }
}

async function withoutInsiders(db: Db, visits: Visit[]): Promise<Visit[]> {
  const pairs = visits.flatMap(({ session, jobId }) => (session ? [{ session, jobId }] : []));
  const inside = await listInsidePairs(db, pairs);
  return visits.filter(({ session, jobId }) => !session || !inside.has(`${session} ${jobId}`));
}

async function countChunk(db: Db, visits: Visit[]): Promise<void> {
  // Two processes that write the same rows write them in the same order.
  visits.sort((one, other) => (one.visitor < other.visitor ? -1 : 1));
  await transact(db, async (trx) => {
    // Of its own at every attempt: what an earlier one wrote after all was counted by it.
    const batch = newId<"batch">();
    await insertVisits(trx, visits, batch);
    const visitors = visits.map(({ visitor }) => visitor);
    await addToDays(trx, await sumBatch(trx, visitors, batch));
  });
}
