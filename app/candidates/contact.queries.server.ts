import type { Selectable } from "kysely";
import type { CandidateContactTable } from "#db/schema/candidates.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, ContactId, EmployerId, FileId, JobId } from "~/platform/ids.ts";

export type ContactRow = Selectable<CandidateContactTable>;

/** How an organization stands, locked until the transaction ends. */
export async function lockStanding(trx: Trx, employerId: EmployerId) {
  return trx
    .selectFrom("employer")
    .select(["verification", "banned_at"])
    .where("id", "=", employerId)
    .forUpdate()
    .executeTakeFirst();
}

/** The live jobs of an organization with the titles that the public reads, newest first. */
export async function listLiveTitles(db: Db, employerId: EmployerId, limit: number) {
  return db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select(["job.id", "revision.title", "job.expires_at as expiresAt", "job.confirmed_at as confirmedAt"])
    .where("job.employer_id", "=", employerId)
    .where("job.state", "=", "live")
    .orderBy("job.id", "desc")
    .limit(limit)
    .execute();
}

/** What an organization has written to a person, newest first; at most 100. */
export async function listBetween(db: Db | Trx, employerId: EmployerId, accountId: AccountId): Promise<ContactRow[]> {
  return db
    .selectFrom("candidate_contact")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("account_id", "=", accountId)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
}

/** How much an organization wrote since `since`. Call it under the organization's lock. */
export async function countSent(trx: Trx, employerId: EmployerId, since: Date): Promise<number> {
  const rows = await trx
    .selectFrom("candidate_contact")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("created_at", ">", since)
    .forUpdate()
    .execute();
  return rows.length;
}

/** How much a person got since `since`, as it was committed by now. Call it under the person's lock. */
export async function countReceived(trx: Trx, accountId: AccountId, since: Date): Promise<number> {
  const rows = await trx
    .selectFrom("candidate_contact")
    .select("id")
    .where("account_id", "=", accountId)
    .where("created_at", ">", since)
    .forUpdate()
    .execute();
  return rows.length;
}

/** Writes a message that was sent. */
export async function insertContact(
  trx: Trx,
  contact: Pick<ContactRow, "id" | "employer_id" | "account_id" | "job_id" | "sender_id" | "message" | "created_at">,
): Promise<void> {
  await trx
    .insertInto("candidate_contact")
    .values({ ...contact, state: "sent", resume_file_id: null, answered_at: null, erased_at: null })
    .execute();
}

function selectContacts(db: Db | Trx) {
  return db
    .selectFrom("candidate_contact as contact")
    .innerJoin("job", "job.id", "contact.job_id")
    .innerJoin("employer", "employer.id", "contact.employer_id")
    .leftJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .leftJoin("account as sender", "sender.id", "contact.sender_id")
    .select([
      "contact.id",
      "contact.state",
      "contact.message",
      "contact.employer_id as employerId",
      "contact.account_id as accountId",
      "contact.job_id as jobId",
      "contact.sender_id as senderId",
      "contact.resume_file_id as fileId",
      "contact.created_at as createdAt",
      "contact.answered_at as answeredAt",
      "contact.erased_at as erasedAt",
      "job.slug as jobSlug",
      "revision.title",
      "sender.name as senderName",
      "employer.name as employerName",
      "employer.slug as employerSlug",
      "employer.verification",
      "employer.banned_at as bannedAt",
    ]);
}
export type ContactDetail = Awaited<ReturnType<ReturnType<typeof selectContacts>["execute"]>>[number];

/** A message, for the tasks about it. */
export async function findContact(db: Db, id: ContactId): Promise<ContactDetail | undefined> {
  return selectContacts(db).where("contact.id", "=", id).executeTakeFirst();
}

/** A message to the account; any other is as good as none. */
export async function findContactTo(db: Db | Trx, accountId: AccountId, id: ContactId) {
  return selectContacts(db).where("contact.id", "=", id).where("contact.account_id", "=", accountId).executeTakeFirst();
}

/** The messages to an account, newest first, after one that was shown. */
export async function listContactsTo(db: Db, accountId: AccountId, page: { limit: number; after?: ContactId }) {
  return selectContacts(db)
    .where("contact.account_id", "=", accountId)
    .$if(page.after !== undefined, (query) => query.where("contact.id", "<", page.after!))
    .orderBy("contact.id", "desc")
    .limit(page.limit)
    .execute();
}

/**
 * What an organization wrote, newest first, after one that was shown: by what it knows each person, and of who said yes
 * what they shared. Whoever blocked it since or is suspended shares nothing any more.
 */
export async function listContactsOf(db: Db, employerId: EmployerId, page: { limit: number; after?: ContactId }) {
  return selectContacts(db)
    .innerJoin("account as person", "person.id", "contact.account_id")
    .leftJoin("candidate_sight as sight", (join) =>
      join.onRef("sight.account_id", "=", "contact.account_id").onRef("sight.employer_id", "=", "contact.employer_id"),
    )
    .leftJoin("file", (join) => join.onRef("file.id", "=", "contact.resume_file_id").on("file.state", "=", "kept"))
    .select((select) => [
      "sight.id as candidateId",
      "person.name as personName",
      "person.email as personEmail",
      "file.name as fileName",
      "file.media_type as fileType",
      "file.bytes as fileBytes",
      select
        .and([
          select("contact.state", "=", "yes"),
          select("contact.erased_at", "is", null),
          select("person.suspended_at", "is", null),
          select.not(
            select.exists(
              select
                .selectFrom("profile_block")
                .select("profile_block.account_id")
                .whereRef("profile_block.account_id", "=", "contact.account_id")
                .whereRef("profile_block.employer_id", "=", "contact.employer_id"),
            ),
          ),
        ])
        .as("shares"),
    ])
    .where("contact.employer_id", "=", employerId)
    .$if(page.after !== undefined, (query) => query.where("contact.id", "<", page.after!))
    .orderBy("contact.id", "desc")
    .limit(page.limit)
    .execute();
}

/** Whether the person keeps the organization away. */
export async function isBlocked(db: Db, employerId: EmployerId, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom("profile_block")
    .select("account_id")
    .where("account_id", "=", accountId)
    .where("employer_id", "=", employerId)
    .executeTakeFirst();
  return row !== undefined;
}

/** A message to the account, locked until the transaction ends. */
export async function lockContactTo(trx: Trx, accountId: AccountId, id: ContactId): Promise<ContactRow | undefined> {
  return trx
    .selectFrom("candidate_contact")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes the answer. */
export async function updateAnswer(
  trx: Trx,
  id: ContactId,
  answer: { state: "yes" | "no"; fileId: FileId | null; at: Date },
): Promise<void> {
  await trx
    .updateTable("candidate_contact")
    .set({ state: answer.state, resume_file_id: answer.fileId, answered_at: answer.at })
    .where("id", "=", id)
    .execute();
}

/** The résumés that the board keeps of a person, newest first, each once however often it was sent; of the last 50. */
export async function listResumes(db: Db | Trx, accountId: AccountId) {
  const files = await db
    .selectFrom("file")
    .select(["id", "name", "sha256", "created_at as createdAt"])
    .where("account_id", "=", accountId)
    .where("purpose", "=", "resume")
    .where("state", "=", "kept")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  const hashes = new Set<string>();
  return files.flatMap(({ sha256, ...file }) => (hashes.has(sha256) ? [] : (hashes.add(sha256), [file])));
}

/** Locks messages from before `before` that are not erased. */
export async function lockOldContacts(trx: Trx, before: Date, limit: number) {
  return trx
    .selectFrom("candidate_contact")
    .select(["id", "resume_file_id as fileId"])
    .where("erased_at", "is", null)
    .where("created_at", "<", before)
    .limit(limit)
    .forUpdate()
    .execute();
}

/** Erases what messages said and shared; that they were, and the answer, stays. */
export async function eraseContacts(trx: Trx, ids: readonly ContactId[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable("candidate_contact")
    .set({ message: null, resume_file_id: null, erased_at: at })
    .where("id", "in", ids)
    .execute();
}

/** How many messages from before `before` are not erased, counted up to `most`. */
export async function countOldContacts(db: Db, before: Date, most: number): Promise<number> {
  const old = db
    .selectFrom("candidate_contact")
    .select("id")
    .where("erased_at", "is", null)
    .where("created_at", "<", before)
    .limit(most);
  const { count } = await db
    .selectFrom(old.as("old"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The job, if it is one of the organization's, locked until the transaction ends. */
export async function lockOwnJob(trx: Trx, employerId: EmployerId, jobId: JobId) {
  return trx
    .selectFrom("job")
    .select(["state", "expires_at as expiresAt", "confirmed_at as confirmedAt"])
    .where("id", "=", jobId)
    .where("employer_id", "=", employerId)
    .forUpdate()
    .executeTakeFirst();
}
