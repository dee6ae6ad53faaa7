import { sql } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, FileId } from "~/platform/ids.ts";
import { now } from "~/platform/clock.ts";
import { RESUME } from "./upload.queries.server.ts";

/** An application ends by its own state, or with its job. */
const ENDS = ["hired", "declined", "withdrawn"] as const;
const JOB_ENDS = ["filled", "closed", "expired", "rejected"] as const;

/**
 * The applications that ended before `before`: by their own state, last touched before then; or with their job, which
 * ended before then as well. Only rows of `application` that were touched before are read.
 */
function selectEnded(db: Db | Trx, before: Date) {
  return db
    .selectFrom("application")
    .innerJoin("job", "job.id", "application.job_id")
    .where("application.erased_at", "is", null)
    .where("application.updated_at", "<", before)
    .where((where) =>
      where.or([
        where("application.state", "in", ENDS),
        where.and([where("job.state", "in", JOB_ENDS), where("job.updated_at", "<", before)]),
      ]),
    );
}

/** How many applications ended before `before` and hold personal data, counted up to `most`. */
export async function countEnded(db: Db, before: Date, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(selectEnded(db, before).select("application.id").limit(most).as("ended"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Some of them, the longest untouched first. */
export async function listEnded(db: Db, before: Date, limit: number): Promise<ApplicationId[]> {
  const rows = await selectEnded(db, before)
    .select("application.id")
    .orderBy("application.updated_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Locks one of them; undefined when it is erased by now, or not ended any more. */
export async function lockEnded(trx: Trx, id: ApplicationId, before: Date) {
  return selectEnded(trx, before)
    .select(["application.id", "application.resume_file_id as fileId", "application.account_id as accountId"])
    .where("application.id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Erases what an application says of a person; its job, its states and their times stay. */
export async function eraseApplicationRows(trx: Trx, id: ApplicationId): Promise<void> {
  for (const table of ["application_answer", "application_note", "application_assignee"] as const)
    await trx.deleteFrom(table).where("application_id", "=", id).execute();
  await trx.updateTable("application_event").set({ message: null }).where("application_id", "=", id).execute();
  await trx
    .updateTable("application")
    .set({
      name: "Erased",
      email: "",
      letter: "",
      rating: null,
      erased_at: now(),
      version: sql<number>`version + 1`,
    })
    .where("id", "=", id)
    .execute();
}

/** Whether any application names the file, erased ones too: as of now, not of the transaction's beginning. */
export async function isFileSent(trx: Trx, id: FileId): Promise<boolean> {
  const sent = trx.selectFrom("application").select("id").where("resume_file_id", "=", id).limit(1).forUpdate();
  return (await sent.executeTakeFirst()) !== undefined;
}

/**
 * Whether a résumé is still needed: by an application that is not erased, by an employer with whom a candidate shared it,
 * or by its person for the next application.
 */
export async function isFileNeeded(trx: Trx, id: FileId): Promise<boolean> {
  const { needed } = await trx
    .selectNoFrom((is) =>
      is
        .or([
          is.exists(
            is.selectFrom("application").select("id").where("resume_file_id", "=", id).where("erased_at", "is", null),
          ),
          is.exists(is.selectFrom("candidate_contact").select("id").where("resume_file_id", "=", id)),
          is.exists(is.selectFrom("stored_resume").select("file_id").where("file_id", "=", id)),
        ])
        .as("needed"),
    )
    .executeTakeFirstOrThrow();
  return Boolean(needed);
}

/**
 * Takes a résumé from whoever could read it, unless somebody still needs it. Its bytes are removed afterwards: until then
 * `expires_at` says so.
 */
export async function eraseFileRow(trx: Trx, id: FileId): Promise<void> {
  if (await isFileNeeded(trx, id)) return;
  await trx.deleteFrom("resume_text").where("file_id", "=", id).execute();
  await trx
    .updateTable("file")
    .set({ state: "erased", name: "Erased", bytes: 0, sha256: "0".repeat(64), expires_at: now() })
    .where("id", "=", id)
    .execute();
}

/** The erased files whose bytes may still be there. */
export async function listErasedFiles(db: Db, limit: number): Promise<FileId[]> {
  const rows = await db
    .selectFrom("file")
    .select("id")
    .where("state", "=", "erased")
    .where("expires_at", "is not", null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** An account's résumés that are not erased, sent or not; what it uploaded for an organization is the organization's. */
export async function listUnerasedFilesOf(trx: Trx, accountId: AccountId): Promise<FileId[]> {
  const rows = await trx
    .selectFrom("file")
    .select("id")
    .where("account_id", "=", accountId)
    .where("purpose", "=", RESUME)
    .where("state", "<>", "erased")
    .execute();
  return rows.map((row) => row.id);
}

/** Lets the files of an address's unconfirmed applications expire now; the sweep of uploads removes them. */
export async function expireFilesOfGuest(trx: Trx, email: string): Promise<void> {
  await trx
    .updateTable("file")
    .set({ expires_at: now() })
    .where("state", "=", "pending")
    .where("id", "in", (from) => from.selectFrom("guest_application").select("file_id").where("email", "=", email))
    .execute();
}

/** An account's erased files; `waits` where the bytes may still be there. At most 1000. */
export async function listErasedFilesOf(db: Db, accountId: AccountId): Promise<{ id: FileId; waits: boolean }[]> {
  const rows = await db
    .selectFrom("file")
    .select(["id", "expires_at"])
    .where("account_id", "=", accountId)
    .where("state", "=", "erased")
    .limit(1000)
    .execute();
  return rows.map((row) => ({ id: row.id, waits: row.expires_at !== null }));
}

/** Notes that the bytes of an erased file are gone, and forgets its words should somebody have read it meanwhile. */
export async function markRemoved(db: Db, id: FileId): Promise<void> {
  await db.deleteFrom("resume_text").where("file_id", "=", id).execute();
  await db.updateTable("file").set({ expires_at: null }).where("id", "=", id).where("state", "=", "erased").execute();
}
