import { sql } from "kysely";
import { now } from "./clock.ts";
import type { Db, Trx } from "./database.server.ts";
import type { JobId } from "./ids.ts";

const changedJobs = new WeakMap<Trx, Set<JobId>>();

/**
 * The server chose this transaction to break a deadlock, or it waited too long for a lock, or another one was quicker to
 * write what it found absent: it may simply run again, and finds what is there now.
 */
function mayRunAgain(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return ["ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT", "ER_CHECKREAD", "ER_DUP_ENTRY"].includes(code ?? "");
}

/**
 * Runs `work` in one transaction and commits what it wrote, or nothing. A deadlock runs it again (three times at most),
 * so it must not touch anything but the database. The jobs named to `jobChanged` enter the change feed as the last
 * statement before the commit.
 * @throws what `work` throws, after the roll-back.
 */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (trx) => {
        const changed = new Set<JobId>();
        changedJobs.set(trx, changed);
        const result = await work(trx);
        await writeFeed(trx, [...changed]);
        return result;
      });
    } catch (error) {
      if (attempt === 4 || !mayRunAgain(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * Math.random()));
    }
  }
}

/**
 * Says that what the public sees of `jobId` may differ after this transaction. Followers re-read the job by its id.
 * @throws if `trx` is not a transaction of `transact`.
 */
export function jobChanged(trx: Trx, jobId: JobId): void {
  const changed = changedJobs.get(trx);
  if (!changed) throw new Error("jobChanged needs a transaction opened by transact");
  changed.add(jobId);
}

/**
 * Takes the numbers from a one-row counter whose lock is held until the commit, so that the order of `seq` is the order
 * of commits. An auto-increment would let a lower number commit after a follower has passed it.
 */
async function writeFeed(trx: Trx, jobIds: JobId[]): Promise<void> {
  if (jobIds.length === 0) return;
  const { insertId } = await trx
    .updateTable("change_counter")
    .set({ seq: sql`last_insert_id(seq + ${jobIds.length})` })
    .where("id", "=", 1)
    .executeTakeFirstOrThrow()
    .then(() => sql<{ insertId: number }>`select last_insert_id() as insertId`.execute(trx))
    .then((result) => result.rows[0]!);
  const first = Number(insertId) - jobIds.length + 1;
  const at = now();
  await trx
    .insertInto("change_feed")
    .values(jobIds.map((job_id, index) => ({ seq: first + index, job_id, at })))
    .execute();
}
