import type { Selectable } from "kysely";
import type { FileTable } from "#db/schema/applications.ts";
import { acts } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";

export type FileRow = Selectable<FileTable>;

/** What a résumé's row says it is for. */
export const RESUME = "resume";

function selectPending(db: Db | Trx, accountId: AccountId) {
  return db
    .selectFrom("file")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("purpose", "=", RESUME)
    .where("state", "=", "pending")
    .where("expires_at", ">", now());
}

/** The account's own pending upload, unless it has expired. */
export async function findPendingUpload(db: Db, accountId: AccountId, id: FileId): Promise<FileRow | undefined> {
  return selectPending(db, accountId).where("id", "=", id).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockPendingUpload(trx: Trx, accountId: AccountId, id: FileId): Promise<FileRow | undefined> {
  return selectPending(trx, accountId).where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The account's pending uploads, newest first; at most 100. */
export async function listPendingUploads(db: Db, accountId: AccountId): Promise<FileId[]> {
  const rows = await selectPending(db, accountId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => row.id);
}

/** Files by their ids, whosever they are: the caller has checked who asks. */
export async function findUploads(db: Db, ids: readonly FileId[]): Promise<FileRow[]> {
  return ids.length === 0 ? [] : db.selectFrom("file").selectAll().where("id", "in", ids).execute();
}

/** Lets pending uploads expire now. */
export async function expireUploads(db: Db, ids: readonly FileId[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("file")
    .set({ expires_at: now() })
    .where("id", "in", ids)
    .where("state", "=", "pending")
    .execute();
}

/** Lets a kept file that nothing needs any more expire now, with the words that were read of it. */
export async function expireUpload(trx: Trx, id: FileId): Promise<void> {
  await trx.deleteFrom("resume_text").where("file_id", "=", id).execute();
  await trx.updateTable("file").set({ state: "pending", expires_at: now() }).where("id", "=", id).execute();
}

/** Keeps a locked upload for good: it belongs to an application, or to its person's next one. */
export async function keepFile(trx: Trx, id: FileId): Promise<void> {
  await trx.updateTable("file").set({ state: "kept", expires_at: null }).where("id", "=", id).execute();
}

/** The uploads that expired before `before` and were never kept, the longest expired first. */
export async function listExpiredUploads(db: Db, before: Date, limit: number): Promise<FileId[]> {
  const rows = await db
    .selectFrom("file")
    .select("id")
    .where("state", "=", "pending")
    .where("expires_at", "<=", before)
    .orderBy("expires_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Deletes the row of a pending upload. */
export async function deletePendingUpload(db: Db, id: FileId): Promise<void> {
  await db.deleteFrom("file").where("id", "=", id).where("state", "=", "pending").execute();
}

/**
 * A file that the account may read: its own, or one sent to, or as a candidate shared with, an employer it is a member of. Staff of the board are neither.
 */
export async function findFileForReader(db: Db, accountId: AccountId, id: FileId): Promise<FileRow | undefined> {
  return db
    .selectFrom("file")
    .selectAll("file")
    .where("file.id", "=", id)
    .where("file.purpose", "=", RESUME)
    .where((where) =>
      where.or([
        where.and([
          where("file.account_id", "=", accountId),
          where.or([where("file.state", "=", "kept"), where("file.expires_at", ">", now())]),
        ]),
        where.exists(
          where
            .selectFrom("application")
            .innerJoin("job", "job.id", "application.job_id")
            .innerJoin("member", "member.employer_id", "job.employer_id")
            .select("application.id")
            .whereRef("application.resume_file_id", "=", "file.id")
            .where("application.state", "<>", "unconfirmed")
            .where("member.account_id", "=", accountId)
            .where(acts),
        ),
        // Shared by a candidate with their yes, until they block the employer, or it is verified no longer.
        where.exists(
          where
            .selectFrom("candidate_contact")
            .innerJoin("member", "member.employer_id", "candidate_contact.employer_id")
            .innerJoin("employer", "employer.id", "candidate_contact.employer_id")
            .innerJoin("account as person", "person.id", "candidate_contact.account_id")
            .select("candidate_contact.id")
            .whereRef("candidate_contact.resume_file_id", "=", "file.id")
            .where("file.state", "=", "kept")
            .where("candidate_contact.state", "=", "yes")
            .where("employer.verification", "<>", "unverified")
            .where("person.suspended_at", "is", null)
            .where("member.account_id", "=", accountId)
            .where(acts)
            .where((or) =>
              or.not(
                or.exists(
                  or
                    .selectFrom("profile_block")
                    .select("profile_block.account_id")
                    .whereRef("profile_block.account_id", "=", "candidate_contact.account_id")
                    .whereRef("profile_block.employer_id", "=", "candidate_contact.employer_id"),
                ),
              ),
            ),
        ),
      ]),
    )
    .executeTakeFirst();
}
