import type { Insertable, Updateable } from "kysely";
import type { JobTable } from "#db/schema/jobs.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { now } from "~/platform/clock.ts";
import { newId, type AccountId, type EmployerId, type Id, type JobId } from "~/platform/ids.ts";
import type { JobRow } from "../job.queries.server.ts";

/** The job that an earlier import made of the same posting, locked until the transaction ends. */
export async function lockJobBySourceKey(trx: Trx, sourceKey: string): Promise<JobRow | undefined> {
  return trx.selectFrom("job").selectAll().where("source_key", "=", sourceKey).forUpdate().executeTakeFirst();
}

/** Writes a new job in the state `draft`. @throws the driver's duplicate error when the source key is taken. */
export async function insertImportedJob(trx: Trx, job: Insertable<JobTable>): Promise<void> {
  await trx.insertInto("job").values(job).execute();
}

/** Keeps what an admin says of a source's permission, cut to 300 characters. @returns its id, for the audit log. */
export async function insertPermission(db: Db, adminId: AccountId, words: string): Promise<Id<"import-permission">> {
  const id = newId<"import-permission">();
  await db
    .insertInto("import_permission")
    .values({ id, admin_id: adminId, words: words.slice(0, 300), created_at: now() })
    .execute();
  return id;
}

/** Changes columns of a job that say nothing of its state. */
export async function updateImportedJob(
  trx: Trx,
  jobId: JobId,
  set: Omit<Updateable<JobTable>, "id" | "state">,
): Promise<void> {
  await trx.updateTable("job").set(set).where("id", "=", jobId).execute();
}

/** Whether a person wrote a revision or a draft of the job, or decided on it. An import writes revisions of nobody. */
export async function isTouchedByPeople(trx: Trx, jobId: JobId): Promise<boolean> {
  const { touched } = await trx
    .selectNoFrom((select) =>
      select
        .or([
          select.exists(
            select
              .selectFrom("job_revision")
              .select("id")
              .where("job_id", "=", jobId)
              .where("created_by", "is not", null),
          ),
          select.exists(select.selectFrom("job_draft").select("job_id").where("job_id", "=", jobId)),
          select.exists(select.selectFrom("moderation_decision").select("id").where("job_id", "=", jobId)),
        ])
        .as("touched"),
    )
    .executeTakeFirstOrThrow();
  return Boolean(touched);
}

/** Who wrote the job's draft last, or else its newest revision; null where nobody of the board's people did. */
export async function findDraftWriter(trx: Trx, jobId: JobId): Promise<AccountId | null> {
  const draft = await trx.selectFrom("job_draft").select("updated_by").where("job_id", "=", jobId).executeTakeFirst();
  if (draft?.updated_by) return draft.updated_by;
  const revision = await trx
    .selectFrom("job_revision")
    .select("created_by")
    .where("job_id", "=", jobId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return revision?.created_by ?? null;
}

/** The organization that earlier imports made for this name. */
export async function findEmployerBySourceKey(trx: Trx, sourceKey: string): Promise<EmployerId | undefined> {
  return (await trx.selectFrom("employer").select("id").where("source_key", "=", sourceKey).executeTakeFirst())?.id;
}

/** The admins who may act, at most ten; only the one with this address where one is given. */
export async function listAdmins(db: Db, email?: string): Promise<{ id: AccountId; email: string }[]> {
  let query = db
    .selectFrom("account")
    .select(["id", "email"])
    .where("staff_role", "=", "admin")
    .where("email_verified_at", "is not", null)
    .where("suspended_at", "is", null)
    .orderBy("id")
    .limit(10);
  if (email !== undefined) query = query.where("email", "=", email.trim().toLowerCase());
  return query.execute();
}
