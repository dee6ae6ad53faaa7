import type { Insertable } from "kysely";
import type { JobTable } from "#db/schema/jobs.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import { fromJsonText, toJsonText } from "~/platform/json-text.ts";
import type { PostForm } from "./post-form.ts";

/**
 * Which page wrote the draft last, and the number of that post; a page without script does not count its posts. See
 * save-draft.server.ts.
 */
export type DraftHand = { tab: string; seq?: number };
/** The form as typed; `_hand` says who wrote it last. */
export type StoredDraft = { form: PostForm; hand: DraftHand | undefined; savedAt: Date };

/** A job's draft; undefined where none was ever saved. */
export async function findDraft(db: Db | Trx, jobId: JobId): Promise<StoredDraft | undefined> {
  const row = await db
    .selectFrom("job_draft")
    .select(["form", "updated_at"])
    .where("job_id", "=", jobId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { _hand, ...form } = fromJsonText<PostForm & { _hand?: DraftHand }>(row.form);
  return { form, hand: _hand, savedAt: row.updated_at };
}

/** Writes a job's draft. The caller has locked the job. */
export async function writeDraft(
  trx: Trx,
  draft: { jobId: JobId; form: PostForm; hand?: DraftHand; accountId: AccountId | null },
): Promise<Date> {
  const at = now();
  const set = {
    form: toJsonText({ ...draft.form, ...(draft.hand && { _hand: draft.hand }) }),
    updated_by: draft.accountId,
    updated_at: at,
  };
  await trx
    .insertInto("job_draft")
    .values({ job_id: draft.jobId, ...set })
    .onDuplicateKeyUpdate(set)
    .execute();
  return at;
}

/** Writes a new job. */
export async function insertJob(trx: Trx, job: Insertable<JobTable>): Promise<void> {
  await trx.insertInto("job").values(job).execute();
}

/** Gives a job that was never public the slug of its title. */
export async function updateSlug(trx: Trx, jobId: JobId, slug: string): Promise<void> {
  await trx.updateTable("job").set({ slug }).where("id", "=", jobId).where("posted_at", "is", null).execute();
}

/** The newest revision of a job. */
export async function findLatestRevision(db: Db | Trx, jobId: JobId): Promise<RevisionId | undefined> {
  const row = await db
    .selectFrom("job_revision")
    .select("id")
    .where("job_id", "=", jobId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** The revision that a moderator reads, else the one the public sees, else the newest: where writing goes on. */
export async function findCurrentRevision(db: Db | Trx, jobId: JobId): Promise<RevisionId | undefined> {
  const job = await db
    .selectFrom("job")
    .select(["pending_revision_id", "approved_revision_id"])
    .where("id", "=", jobId)
    .executeTakeFirst();
  return job?.pending_revision_id ?? job?.approved_revision_id ?? findLatestRevision(db, jobId);
}

/** Forgets what was typed into a job's form; its revisions stay. */
export async function deleteDraftForm(trx: Trx, jobId: JobId): Promise<void> {
  await trx.deleteFrom("job_draft").where("job_id", "=", jobId).execute();
}

/** How many jobs of the employer are drafts that were never handed to a moderator. */
export async function countDrafts(trx: Trx, employerId: EmployerId): Promise<number> {
  const { count } = await trx
    .selectFrom("job")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("employer_id", "=", employerId)
    .where("state", "=", "draft")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Deletes a draft without a revision, and so without an order: nothing else names it. @returns whether there was one. */
export async function deleteUnsentDraft(trx: Trx, jobId: JobId): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("job")
    .where("id", "=", jobId)
    .where("state", "=", "draft")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("job_revision").select("id").where("job_id", "=", jobId))),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
