import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";

export type ReadingRow = { moderator_id: AccountId; since: Date; until: Date };

/** Who has the job before them at `at`; nobody when their time is over. */
export async function findReading(
  db: Db,
  jobId: JobId,
  at: Date,
): Promise<(ReadingRow & { name: string }) | undefined> {
  return db
    .selectFrom("reading")
    .innerJoin("account", "account.id", "reading.moderator_id")
    .select(["reading.moderator_id", "account.name", "reading.since", "reading.until"])
    .where("reading.job_id", "=", jobId)
    .where("reading.until", ">", at)
    .executeTakeFirst();
}

/** The job's row, whether or not its time is over, locked. The caller has locked the job. */
export async function lockReading(trx: Trx, jobId: JobId): Promise<ReadingRow | undefined> {
  return trx
    .selectFrom("reading")
    .select(["moderator_id", "since", "until"])
    .where("job_id", "=", jobId)
    .forUpdate()
    .executeTakeFirst();
}

/** The name of whoever reads. */
export async function findReaderName(db: Db | Trx, moderatorId: AccountId): Promise<string> {
  const row = await db.selectFrom("account").select("name").where("id", "=", moderatorId).executeTakeFirstOrThrow();
  return row.name;
}

/** Gives the job to a moderator, whoever had it. */
export async function writeReading(
  trx: Trx,
  reading: { jobId: JobId; moderatorId: AccountId; since: Date; until: Date },
): Promise<void> {
  const set = { moderator_id: reading.moderatorId, since: reading.since, until: reading.until };
  await trx
    .insertInto("reading")
    .values({ job_id: reading.jobId, ...set })
    .onDuplicateKeyUpdate(set)
    .execute();
}

/** Moves the end of a moderator's own reading that is not over at `at`. @returns whether there was one. */
export async function moveReadingEnd(
  db: Db,
  reading: { jobId: JobId; moderatorId: AccountId; at: Date; until: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("reading")
    .set({ until: reading.until })
    .where("job_id", "=", reading.jobId)
    .where("moderator_id", "=", reading.moderatorId)
    .where("until", ">", reading.at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets that anybody reads the job, or only that this moderator does. */
export async function deleteReading(db: Db | Trx, jobId: JobId, moderatorId?: AccountId): Promise<void> {
  let query = db.deleteFrom("reading").where("job_id", "=", jobId);
  if (moderatorId) query = query.where("moderator_id", "=", moderatorId);
  await query.execute();
}
