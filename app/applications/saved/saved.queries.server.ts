import { sql } from "kysely";
import { CONFIRMATION_DAYS } from "~/jobs/job.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import type { SavedCursor } from "./saved.ts";

/** Saves a job. @returns whether it was not saved before. */
export async function insertSaved(trx: Trx, account_id: AccountId, job_id: JobId): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("saved_job")
    .ignore()
    .values({ account_id, job_id, created_at: now(), noted_at: null })
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/** Takes a job off the account's list. */
export async function deleteSaved(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await db.deleteFrom("saved_job").where("account_id", "=", accountId).where("job_id", "=", jobId).execute();
}

/** How many jobs the account has saved. */
export async function countSaved(db: Db | Trx, accountId: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom("saved_job")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** When the account saved the job; undefined when it has not. */
export async function findSaved(db: Db, accountId: AccountId, jobId: JobId): Promise<Date | undefined> {
  const row = await db
    .selectFrom("saved_job")
    .select("created_at")
    .where("account_id", "=", accountId)
    .where("job_id", "=", jobId)
    .executeTakeFirst();
  return row?.created_at;
}

/** What the account has saved, the newest first; `after` is the last one already shown. */
export async function listSavedIds(
  db: Db,
  accountId: AccountId,
  { after, limit }: { after?: SavedCursor; limit: number },
): Promise<SavedCursor[]> {
  let query = db
    .selectFrom("saved_job")
    .select(["job_id as id", "created_at as at"])
    .where("account_id", "=", accountId)
    .orderBy("created_at", "desc")
    .orderBy("job_id", "desc")
    .limit(limit);
  if (after)
    query = query.where((where) =>
      where.or([
        where("created_at", "<", after.at),
        where.and([where("created_at", "=", after.at), where("job_id", "<", after.id)]),
      ]),
    );
  return query.execute();
}

/** Whether the account wants no mail about saved jobs. */
export async function isSilent(db: Db | Trx, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom("saved_job_silence")
    .select("account_id")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Turns mail about saved jobs off, or on again. */
export async function setSilence(db: Db, account_id: AccountId, silent: boolean): Promise<void> {
  if (silent) await db.insertInto("saved_job_silence").ignore().values({ account_id, created_at: now() }).execute();
  else await db.deleteFrom("saved_job_silence").where("account_id", "=", account_id).execute();
}

/**
 * Saved jobs that are listed, end within `within` milliseconds, and of which nobody was told: of confirmed people who want it.
 * The nearest end first.
 */
export async function listEndingSaved(db: Db, within: number, limit: number) {
  return (
    db
      .selectFrom("job")
      .innerJoin("saved_job as saved", "saved.job_id", "job.id")
      .innerJoin("account", "account.id", "saved.account_id")
      .select(["saved.account_id as accountId", "saved.job_id as jobId"])
      .where("job.state", "=", "live")
      .where("job.expires_at", ">", now())
      .where("job.expires_at", "<=", later(now(), within))
      // Listed, as isListed says.
      .where("job.confirmed_at", ">", later(now(), -CONFIRMATION_DAYS * DAY))
      // Whoever saves a job that ends this week has just read so.
      .where("saved.created_at", "<", sql<Date>`job.expires_at - interval ${Math.round(within / 1_000)} second`)
      .where("saved.noted_at", "is", null)
      .where("account.suspended_at", "is", null)
      .where("account.email_verified_at", "is not", null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("saved_job_silence as silence")
              .select("silence.account_id")
              .whereRef("silence.account_id", "=", "saved.account_id"),
          ),
        ),
      )
      .orderBy("job.expires_at")
      .orderBy("saved.account_id")
      .limit(limit)
      .execute()
  );
}

/** Notes that the person is told. @returns whether nobody had noted it: of two workers one is told so. */
export async function noteSaved(trx: Trx, accountId: AccountId, jobId: JobId): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("saved_job")
    .set({ noted_at: now() })
    .where("account_id", "=", accountId)
    .where("job_id", "=", jobId)
    .where("noted_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
