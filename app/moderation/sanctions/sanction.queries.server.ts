import { type Insertable, type Selectable, type Updateable } from "kysely";
import type { AppealTable, SanctionTable } from "#db/schema/moderation.ts";
import { statesInPlay } from "~/applications/applicant-filter.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, AppealId, ApplicationId, EmployerId, JobId, SanctionId } from "~/platform/ids.ts";

export type SanctionRow = Selectable<SanctionTable>;
export type AppealRow = Selectable<AppealTable>;

/** What `open_key` names while a job is suspended or an employer banned. */
export const openKey = (of: { jobId: JobId } | { employerId: EmployerId }) =>
  "jobId" in of ? `job:${of.jobId}` : `employer:${of.employerId}`;

/** Writes a sanction; a second open one on the same job or employer violates `open_key`. */
export async function insertSanction(trx: Trx, row: Insertable<SanctionTable>): Promise<void> {
  await trx.insertInto("sanction").values(row).execute();
}

/** Ends a sanction, or says that it is for good. */
export async function updateSanction(
  trx: Trx,
  id: SanctionId,
  set: Pick<Updateable<SanctionTable>, "state" | "open_key" | "end_reason" | "ended_by" | "ended_at">,
): Promise<void> {
  await trx.updateTable("sanction").set(set).where("id", "=", id).execute();
}

/** The sanction, whatever became of it. */
export async function findSanction(db: Db | Trx, id: SanctionId): Promise<SanctionRow | undefined> {
  return db.selectFrom("sanction").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The sanction that is in force on a job or an employer, locked until the transaction ends. */
export async function lockOpenSanction(trx: Trx, of: { jobId: JobId } | { employerId: EmployerId }) {
  return trx.selectFrom("sanction").selectAll().where("open_key", "=", openKey(of)).forUpdate().executeTakeFirst();
}

/** The same, as it stands now. */
export async function findOpenSanction(db: Db, of: { jobId: JobId } | { employerId: EmployerId }) {
  return db.selectFrom("sanction").selectAll().where("open_key", "=", openKey(of)).executeTakeFirst();
}

/** The newest sanction of a job, whatever became of it. */
export async function findNewestOfJob(db: Db | Trx, jobId: JobId): Promise<SanctionRow | undefined> {
  return db
    .selectFrom("sanction")
    .selectAll()
    .where("job_id", "=", jobId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The jobs that a ban took down and that are still down by it, locked. */
export async function lockJobsOfBan(trx: Trx, banId: SanctionId): Promise<SanctionRow[]> {
  return trx
    .selectFrom("sanction")
    .selectAll()
    .where("ban_id", "=", banId)
    .where("state", "=", "active")
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** The sanctions on an employer and its jobs, newest first, with who imposed and ended them; at most 50. */
export async function listSanctionsOf(db: Db, of: { employerId: EmployerId } | { jobId: JobId }) {
  const query = db
    .selectFrom("sanction")
    .innerJoin("account as imposer", "imposer.id", "sanction.imposed_by")
    .leftJoin("account as ender", "ender.id", "sanction.ended_by")
    .select([
      "sanction.id",
      "sanction.kind",
      "sanction.state",
      "sanction.code",
      "sanction.reason",
      "sanction.ban_id as banId",
      "sanction.job_id as jobId",
      "sanction.imposed_at as at",
      "sanction.ended_at as endedAt",
      "sanction.end_reason as endReason",
      "imposer.name as by",
      "ender.name as endedBy",
    ])
    .orderBy("sanction.id", "desc")
    .limit(50);
  return "jobId" in of
    ? query.where("sanction.job_id", "=", of.jobId).execute()
    : query.where("sanction.employer_id", "=", of.employerId).where("sanction.ban_id", "is", null).execute();
}

/** The employer's jobs that a ban may take down, locked in the order of their ids. */
export async function lockJobsToTakeDown(trx: Trx, employerId: EmployerId): Promise<JobId[]> {
  const rows = await trx
    .selectFrom("job")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("state", "in", ["live", "suspended", "submitted", "changes_requested", "approved", "payment_needed"])
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** What a ban would touch, counted. */
export async function countForBan(db: Db, employerId: EmployerId) {
  const [jobs, applications, members, invitations] = await Promise.all([
    db
      .selectFrom("job")
      .select((select) => ["state", select.fn.countAll<number>().as("count")])
      .where("employer_id", "=", employerId)
      .groupBy("state")
      .execute(),
    db
      .selectFrom("application")
      .innerJoin("job", "job.id", "application.job_id")
      .select((select) => select.fn.count<number>("application.account_id").distinct().as("count"))
      .where("job.employer_id", "=", employerId)
      .where("application.state", "in", [...statesInPlay])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("member")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("employer_id", "=", employerId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("invitation")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("employer_id", "=", employerId)
      .where("state", "=", "open")
      .executeTakeFirstOrThrow(),
  ]);
  const of = (...states: string[]) =>
    jobs.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + Number(count), 0);
  return {
    live: of("live"),
    waiting: of("submitted", "changes_requested", "approved", "payment_needed"),
    suspended: of("suspended"),
    applicants: Number(applications.count),
    members: Number(members.count),
    invitations: Number(invitations.count),
  };
}

/** How many jobs are down by a ban. */
export async function countJobsOfBan(db: Db, banId: SanctionId): Promise<number> {
  const row = await db
    .selectFrom("sanction")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("ban_id", "=", banId)
    .where("state", "=", "active")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Open applications to an employer's jobs, behind the one already read. */
export async function listOpenApplications(
  db: Db,
  employerId: EmployerId,
  after: ApplicationId | undefined,
  limit: number,
) {
  // prettier-ignore
  let query = db
    .selectFrom("application")
    .innerJoin("job", "job.id", "application.job_id")
    .select(["application.id", "application.account_id as accountId"])
    .where("job.employer_id", "=", employerId)
    .where("application.state", "in", [...statesInPlay])
    .orderBy("application.id")
    .limit(limit);
  if (after) query = query.where("application.id", ">", after);
  return query.execute();
}

/** Whom a mail about a ban goes to, of those who applied, and for which job. */
export async function findApplicantForMail(db: Db, id: ApplicationId) {
  return db
    .selectFrom("application")
    .innerJoin("account", "account.id", "application.account_id")
    .innerJoin("job", "job.id", "application.job_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select(["account.email", "revision.title", "employer.name as employerName"])
    .where("application.id", "=", id)
    .where("account.suspended_at", "is", null)
    .executeTakeFirst();
}

/** How many of the staff can sign in. */
export async function countStaff(db: Db | Trx): Promise<number> {
  const row = await db
    .selectFrom("account")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("staff_role", "is not", null)
    .where("suspended_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Writes an appeal; a second one against the same matter of a sanction violates its key. */
export async function insertAppeal(trx: Trx, row: Insertable<AppealTable>): Promise<void> {
  await trx.insertInto("appeal").values(row).execute();
}

/** The appeal, locked until the transaction ends. */
export async function lockAppeal(trx: Trx, id: AppealId): Promise<AppealRow | undefined> {
  return trx.selectFrom("appeal").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The appeal against this matter of a sanction. */
export async function findAppealAgainst(
  db: Db | Trx,
  sanctionId: SanctionId,
  matter: AppealRow["matter"],
): Promise<AppealRow | undefined> {
  return db
    .selectFrom("appeal")
    .selectAll()
    .where("sanction_id", "=", sanctionId)
    .where("matter", "=", matter)
    .executeTakeFirst();
}

/** Whether an appeal against a sanction waits, as was committed by now. */
export async function lockOpenAppeal(trx: Trx, sanctionId: SanctionId): Promise<AppealRow | undefined> {
  return trx
    .selectFrom("appeal")
    .selectAll()
    .where("sanction_id", "=", sanctionId)
    .where("state", "=", "open")
    .forUpdate()
    .executeTakeFirst();
}

/** Writes what was decided on an appeal; the caller has locked it. */
export async function updateAppeal(
  trx: Trx,
  id: AppealId,
  set: Pick<Updateable<AppealTable>, "state" | "reason" | "decided_by" | "decided_at">,
): Promise<void> {
  await trx.updateTable("appeal").set(set).where("id", "=", id).execute();
}

function selectAppeals(db: Db) {
  return db
    .selectFrom("appeal")
    .innerJoin("sanction", "sanction.id", "appeal.sanction_id")
    .innerJoin("employer", "employer.id", "sanction.employer_id")
    .innerJoin("account as appellant", "appellant.id", "appeal.account_id")
    .innerJoin("account as imposer", "imposer.id", "sanction.imposed_by")
    .leftJoin("account as decider", "decider.id", "appeal.decided_by")
    .leftJoin("job", "job.id", "sanction.job_id")
    .leftJoin("job_revision as revision", (join) =>
      join.onRef("revision.id", "=", (on) => on.fn.coalesce("job.approved_revision_id", "job.pending_revision_id")),
    )
    .select([
      "appeal.id",
      "appeal.matter",
      "appeal.state",
      "appeal.body",
      "appeal.reason as answer",
      "appeal.created_at as at",
      "appeal.decided_at as decidedAt",
      "decider.name as decidedBy",
      "appellant.name as appellant",
      "sanction.id as sanctionId",
      "sanction.employer_id as employerId",
      "sanction.job_id as jobId",
      "sanction.code",
      "sanction.reason",
      "sanction.state as sanctionState",
      "sanction.imposed_by as imposedById",
      "sanction.ended_by as endedById",
      "imposer.name as imposedBy",
      "sanction.imposed_at as imposedAt",
      "sanction.end_reason as endReason",
      "employer.name as employerName",
      "employer.slug as employerSlug",
      "revision.title",
    ]);
}

/** An appeal with what it is against. */
export async function findAppeal(db: Db, id: AppealId) {
  return selectAppeals(db).where("appeal.id", "=", id).executeTakeFirst();
}

/** The appeals: those that wait, the oldest first, or those that were decided, the newest first. */
export async function listAppeals(db: Db, options: { open: boolean; after?: AppealId; limit: number }) {
  const { open, after, limit } = options;
  let query = selectAppeals(db)
    .where("appeal.state", open ? "=" : "<>", "open")
    .orderBy("appeal.id", open ? "asc" : "desc")
    .limit(limit);
  if (after) query = query.where("appeal.id", open ? ">" : "<", after);
  return query.execute();
}

/** How many appeals wait. */
export async function countOpenAppeals(db: Db): Promise<number> {
  const row = await db
    .selectFrom("appeal")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Whether the person who decided on a sanction, or ended it, is this one. */
export const decidedBy = (sanction: Pick<SanctionRow, "imposed_by" | "ended_by">, accountId: AccountId) =>
  sanction.imposed_by === accountId || sanction.ended_by === accountId;
