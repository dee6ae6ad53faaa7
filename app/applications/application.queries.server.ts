import { sql, type Selectable } from "kysely";
import type { ApplicationTable } from "#db/schema/applications.ts";
import { acts } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type ApplicationId, type JobId } from "~/platform/ids.ts";
import type { ApplicationCursor, ApplicationSide, ApplicationState } from "./application.ts";

export type ApplicationRow = Selectable<ApplicationTable>;

/** Writes a received application. @throws the driver's duplicate error when this person has applied to this job. */
export async function insertApplication(
  trx: Trx,
  application: Pick<ApplicationRow, "id" | "job_id" | "account_id" | "name" | "email" | "letter" | "resume_file_id">,
): Promise<void> {
  const at = now();
  await trx
    .insertInto("application")
    .values({ ...application, state: "received", version: 1, created_at: at, updated_at: at })
    .execute();
}

/** Changes the state; `version` becomes one more. */
export async function updateApplicationState(trx: Trx, row: ApplicationRow, to: ApplicationState): Promise<void> {
  await trx
    .updateTable("application")
    .set({ state: to, version: row.version + 1, updated_at: now() })
    .where("id", "=", row.id)
    .execute();
}

/** Appends to what both sides read as the history. */
export async function insertApplicationEvent(
  trx: Trx,
  event: {
    applicationId: ApplicationId;
    from: ApplicationState | null;
    to: ApplicationState;
    side: ApplicationSide;
    actorId: AccountId;
    message?: string | null;
  },
): Promise<void> {
  await trx
    .insertInto("application_event")
    .values({
      id: newId<"application_event">(),
      application_id: event.applicationId,
      from_state: event.from,
      to_state: event.to,
      side: event.side,
      actor_account_id: event.actorId,
      message: event.message ?? null,
      created_at: now(),
    })
    .execute();
}

/** Locks the seeker's own application. */
export async function lockApplicationForSeeker(
  trx: Trx,
  accountId: AccountId,
  id: ApplicationId,
): Promise<ApplicationRow | undefined> {
  return trx
    .selectFrom("application")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
}

/** Locks an application to `jobId`, if the account is a member of the job's employer. */
export async function lockApplicationForMember(
  trx: Trx,
  accountId: AccountId,
  jobId: JobId,
  id: ApplicationId,
): Promise<ApplicationRow | undefined> {
  if (!(await findJobOfMember(trx, accountId, jobId))) return undefined;
  return trx
    .selectFrom("application")
    .selectAll()
    .where("id", "=", id)
    .where("job_id", "=", jobId)
    .where("state", "<>", "unconfirmed")
    .forUpdate()
    .executeTakeFirst();
}

/** A job of the member's, as its applicants' pages head it. */
export async function findJobOfMember(db: Db | Trx, accountId: AccountId, jobId: JobId) {
  return db
    .selectFrom("job")
    .innerJoin("member", "member.employer_id", "job.employer_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("job_revision as revision", (join) =>
      join.onRef("revision.id", "=", (on) => on.fn.coalesce("job.approved_revision_id", "job.pending_revision_id")),
    )
    .select([
      "job.id",
      "job.slug",
      "job.state",
      "job.expires_at as expiresAt",
      "job.posted_at as postedAt",
      "revision.title",
      "employer.id as employerId",
      "employer.name as employerName",
    ])
    .where("job.id", "=", jobId)
    .where("member.account_id", "=", accountId)
    .where(acts)
    .executeTakeFirst();
}

/** The account's application to the job, if there is one. */
export async function findApplicationToJob(
  db: Db | Trx,
  accountId: AccountId,
  jobId: JobId,
): Promise<{ id: ApplicationId; state: ApplicationState; createdAt: Date } | undefined> {
  return db
    .selectFrom("application")
    .select(["id", "state", "created_at as createdAt"])
    .where("job_id", "=", jobId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

/** The job is joined by its approved revision: only what was live takes applications. */
function selectWithJob(db: Db | Trx) {
  return db
    .selectFrom("application")
    .innerJoin("job", "job.id", "application.job_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      "application.id",
      "application.state",
      "application.created_at as createdAt",
      "application.updated_at as changedAt",
      "job.slug as jobSlug",
      "revision.title",
      "employer.name as employerName",
    ]);
}

/** The seeker's applications, in all states or some, newest first; `after` is the last one already shown. */
export async function listApplicationsOfAccount(
  db: Db,
  accountId: AccountId,
  {
    after,
    limit,
    states,
  }: { after?: ApplicationCursor; limit: number; states?: readonly ApplicationState[] | null | undefined },
) {
  let query = selectWithJob(db)
    .select("job.employer_id as employerId")
    .where("application.account_id", "=", accountId)
    .orderBy("application.created_at", "desc")
    .orderBy("application.id", "desc")
    .limit(limit);
  if (states) query = query.where("application.state", "in", states);
  if (after)
    query = query.where((where) =>
      where.or([
        where("application.created_at", "<", after.at),
        where.and([where("application.created_at", "=", after.at), where("application.id", "<", after.id)]),
      ]),
    );
  return query.execute();
}

/** How many applications the account has in each state that it has any in. */
export async function countStatesOfAccount(db: Db, accountId: AccountId): Promise<Map<ApplicationState, number>> {
  const rows = await db
    .selectFrom("application")
    .select((select) => ["state", select.fn.countAll<number>().as("count")])
    .where("account_id", "=", accountId)
    .groupBy("state")
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

function selectWhole(db: Db | Trx) {
  return selectWithJob(db)
    .innerJoin("file", "file.id", "application.resume_file_id")
    .select([
      "application.version",
      "application.job_id as jobId",
      "application.account_id as accountId",
      "application.name",
      "application.email",
      "application.letter",
      "application.erased_at as erasedAt",
      "employer.id as employerId",
      "employer.slug as employerSlug",
      "file.id as fileId",
      "file.name as fileName",
      "file.media_type as fileType",
      "file.bytes as fileBytes",
    ]);
}

/** The seeker's own application with everything that was sent. */
export async function findApplicationForSeeker(db: Db, accountId: AccountId, id: ApplicationId) {
  return selectWhole(db)
    .where("application.id", "=", id)
    .where("application.account_id", "=", accountId)
    .executeTakeFirst();
}

/** The application with everything that was sent, if the account is a member of the employer it was sent to. */
export async function findApplicationForMember(db: Db, accountId: AccountId, jobId: JobId, id: ApplicationId) {
  return selectWhole(db)
    .innerJoin("member", "member.employer_id", "job.employer_id")
    .select("application.rating")
    .where("application.id", "=", id)
    .where("application.job_id", "=", jobId)
    .where("application.state", "<>", "unconfirmed")
    .where("member.account_id", "=", accountId)
    .where(acts)
    .executeTakeFirst();
}

/**
 * What a mail about the application needs; the seeker's address is the account's present one. An account that was never
 * confirmed is a guest's.
 */
export async function findApplicationForMail(db: Db, id: ApplicationId) {
  const row = await selectWhole(db)
    .innerJoin("account", "account.id", "application.account_id")
    .select(["account.email as accountEmail", "account.email_verified_at as confirmedAt"])
    .where("application.id", "=", id)
    .executeTakeFirst();
  return row && { ...row, isConfirmed: row.confirmedAt !== null };
}

/** An application's changes, oldest first, with the names of those who made them; for the seeker leave those out. */
export async function listApplicationEvents(db: Db, id: ApplicationId) {
  return db
    .selectFrom("application_event as event")
    .leftJoin("account", "account.id", "event.actor_account_id")
    .select([
      "event.id",
      sql<ApplicationState>`event.to_state`.as("state"),
      "event.side",
      "event.message",
      "event.created_at as at",
      "account.name as actorName",
    ])
    .where("event.application_id", "=", id)
    .orderBy("event.created_at")
    .orderBy("event.id")
    .limit(50)
    .execute();
}

/** What the employer wrote with the change into `state`; null when nothing. */
export async function findMessage(db: Db, id: ApplicationId, state: ApplicationState): Promise<string | null> {
  const row = await db
    .selectFrom("application_event")
    .select("message")
    .where("application_id", "=", id)
    .where("to_state", "=", state)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.message ?? null;
}

/** Locks the membership of an account in the job's employer, if it is a member. */
export async function lockMembershipOfJob(trx: Trx, accountId: AccountId, jobId: JobId) {
  return trx
    .selectFrom("member")
    .innerJoin("job", "job.employer_id", "member.employer_id")
    .select(["member.employer_id", "member.account_id"])
    .where("job.id", "=", jobId)
    .where("member.account_id", "=", accountId)
    .where(acts)
    .forUpdate()
    .executeTakeFirst();
}
