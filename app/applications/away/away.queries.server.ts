import { sql } from "kysely";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import type { ApplicationCursor } from "../application.ts";

/** Notes that the account applied to the job elsewhere; a second time changes nothing. */
export async function insertAway(db: Db, account_id: AccountId, job_id: JobId): Promise<void> {
  await db.insertInto("away_application").ignore().values({ account_id, job_id, created_at: now() }).execute();
}

/** Takes it back. */
export async function deleteAway(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await db.deleteFrom("away_application").where("account_id", "=", accountId).where("job_id", "=", jobId).execute();
}

/** When the account said that it applied to the job elsewhere; undefined when it has not. */
export async function findAway(db: Db, accountId: AccountId, jobId: JobId): Promise<Date | undefined> {
  const row = await db
    .selectFrom("away_application")
    .select("created_at")
    .where("account_id", "=", accountId)
    .where("job_id", "=", jobId)
    .executeTakeFirst();
  return row?.created_at;
}

/** How many there are of the account. */
export async function countAway(db: Db, accountId: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom("away_application")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Where the account applied elsewhere, newest first; `after` is the last row already shown, of whichever list: ids
 * of both are compared as text. */
export async function listAway(
  db: Db,
  accountId: AccountId,
  { after, limit }: { after?: ApplicationCursor; limit: number },
): Promise<
  { id: JobId; createdAt: Date; slug: string; title: string; employerName: string; employerId: EmployerId }[]
> {
  let query = db
    .selectFrom("away_application as away")
    .innerJoin("job", "job.id", "away.job_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      "job.id",
      "away.created_at as createdAt",
      "job.slug",
      "revision.title",
      "employer.name as employerName",
      "employer.id as employerId",
    ])
    .where("away.account_id", "=", accountId)
    .orderBy("away.created_at", "desc")
    .orderBy("away.job_id", "desc")
    .limit(limit);
  if (after)
    query = query.where((where) =>
      where.or([
        where("away.created_at", "<", after.at),
        where.and([where("away.created_at", "=", after.at), where("away.job_id", "<", sql<JobId>`${after.id}`)]),
      ]),
    );
  return query.execute();
}
