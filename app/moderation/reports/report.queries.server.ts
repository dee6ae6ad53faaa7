import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { ReportCaseTable, ReportTable } from "#db/schema/moderation.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { CaseId, EmployerId, JobId, ReportId } from "~/platform/ids.ts";
import type { CaseKey } from "./report.ts";

export type CaseRow = Selectable<ReportCaseTable>;
export type ReportRow = Selectable<ReportTable>;

/** Opens a case unless one waits under this key. */
export async function openCase(trx: Trx, row: Insertable<ReportCaseTable>): Promise<void> {
  await trx.insertInto("report_case").values(row).onDuplicateKeyUpdate({ open_key: row.open_key }).execute();
}

/** The case that waits under this key, locked until the transaction ends. */
export async function lockCaseOf(trx: Trx, key: string): Promise<CaseRow | undefined> {
  return trx.selectFrom("report_case").selectAll().where("open_key", "=", key).forUpdate().executeTakeFirst();
}

/** The case, whatever became of it, locked until the transaction ends. */
export async function lockCase(trx: Trx, id: CaseId): Promise<CaseRow | undefined> {
  return trx.selectFrom("report_case").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The case as it stands now. */
export async function findCase(db: Db | Trx, id: CaseId): Promise<CaseRow | undefined> {
  return db.selectFrom("report_case").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The cases that wait on a job, or on an employer and its jobs, locked in the order of their ids; at most 1,000. */
export async function lockOpenCases(
  trx: Trx,
  about: { jobId: JobId } | { employerId: EmployerId },
): Promise<CaseRow[]> {
  const query = trx.selectFrom("report_case").selectAll().where("state", "=", "open").orderBy("id").limit(1_000);
  const of =
    "jobId" in about ? query.where("job_id", "=", about.jobId) : query.where("employer_id", "=", about.employerId);
  return of.forUpdate().execute();
}

/** Writes what has changed of a case; the caller has locked it. */
export async function updateCase(
  trx: Trx,
  id: CaseId,
  set: Omit<Updateable<ReportCaseTable>, "id" | "updated_at">,
): Promise<void> {
  await trx
    .updateTable("report_case")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** What one person reported in a case so far, locked. */
export async function lockReport(trx: Trx, caseId: CaseId, reporterKey: string): Promise<ReportRow | undefined> {
  return trx
    .selectFrom("report")
    .selectAll()
    .where("case_id", "=", caseId)
    .where("reporter_key", "=", reporterKey)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes a report into its case, which the caller has locked. */
export async function insertReport(trx: Trx, row: Insertable<ReportTable>): Promise<void> {
  await trx.insertInto("report").values(row).execute();
}

/** Writes what has changed of a report. */
export async function updateReport(
  trx: Trx,
  id: ReportId,
  set: Pick<Updateable<ReportTable>, "body" | "email" | "email_token_hash" | "email_confirmed_at">,
): Promise<void> {
  await trx
    .updateTable("report")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** The report, locked until the transaction ends. */
export async function lockReportById(trx: Trx, id: ReportId): Promise<ReportRow | undefined> {
  return trx.selectFrom("report").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The report whose mailed link holds this secret. */
export async function findReportByToken(db: Db | Trx, tokenHash: string): Promise<ReportRow | undefined> {
  return db.selectFrom("report").selectAll().where("email_token_hash", "=", tokenHash).executeTakeFirst();
}

/** Counts a case's reports, and the people behind them: accounts, and for guests their addresses. */
export async function countReports(trx: Trx, caseId: CaseId): Promise<{ reports: number; reporters: number }> {
  const row = await trx
    .selectFrom("report")
    .select((select) => [
      select.fn.countAll<number>().as("reports"),
      sql<number>`count(distinct coalesce(account_id, address_key))`.as("reporters"),
    ])
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  return { reports: Number(row.reports), reporters: Number(row.reporters) };
}

/** The reports of a case, oldest first, with the names of signed-in reporters; at most 100. */
export async function listReports(db: Db, caseId: CaseId) {
  return db
    .selectFrom("report")
    .leftJoin("account", "account.id", "report.account_id")
    .select([
      "report.id",
      "report.reason",
      "report.body",
      "report.name",
      "report.basis",
      "report.material",
      "report.email",
      "report.email_confirmed_at as confirmedAt",
      "report.created_at as at",
      "account.name as accountName",
      "account.email as accountEmail",
    ])
    .where("report.case_id", "=", caseId)
    .orderBy("report.id")
    .limit(100)
    .execute();
}

/** Those of a case's reports whose people hear what came of it, behind the last one already read. */
export async function listToldReports(
  db: Db,
  caseId: CaseId,
  after: ReportId | undefined,
  limit: number,
): Promise<ReportId[]> {
  let query = db
    .selectFrom("report")
    .select("id")
    .where("case_id", "=", caseId)
    .where((where) => where.or([where("account_id", "is not", null), where("email_confirmed_at", "is not", null)]))
    .orderBy("id")
    .limit(limit);
  if (after) query = query.where("id", ">", after);
  return (await query.execute()).map(({ id }) => id);
}

/** What a mail about a report needs. */
export async function findReportForMail(db: Db, id: ReportId) {
  return db
    .selectFrom("report")
    .innerJoin("report_case", "report_case.id", "report.case_id")
    .leftJoin("account", (join) =>
      join.onRef("account.id", "=", "report.account_id").on("account.suspended_at", "is", null),
    )
    .leftJoin("employer", "employer.id", "report_case.employer_id")
    .leftJoin("job", "job.id", "report_case.job_id")
    .leftJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      "account.email as accountEmail",
      "report.email",
      "report.email_confirmed_at as confirmedAt",
      "report.material",
      "report_case.id as caseId",
      "report_case.state",
      "report_case.version",
      "report_case.outcome",
      "revision.title",
      "employer.name as employerName",
    ])
    .where("report.id", "=", id)
    .executeTakeFirst();
}

const containing = (text: string) => `%${text.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

function selectCases(db: Db) {
  return db
    .selectFrom("report_case")
    .leftJoin("employer", "employer.id", "report_case.employer_id")
    .leftJoin("job", "job.id", "report_case.job_id")
    .leftJoin("job_revision as revision", (join) =>
      join.onRef("revision.id", "=", (on) => on.fn.coalesce("job.approved_revision_id", "job.pending_revision_id")),
    )
    .leftJoin("account as decider", "decider.id", "report_case.decided_by")
    .select([
      "report_case.id",
      "report_case.kind",
      "report_case.state",
      "report_case.severity",
      "report_case.reports",
      "report_case.reporters",
      "report_case.version",
      "report_case.outcome",
      "report_case.reason",
      "report_case.sanction_id as sanctionId",
      "report_case.created_at as at",
      "report_case.decided_at as decidedAt",
      "report_case.job_id as jobId",
      "report_case.employer_id as employerId",
      "decider.name as decidedBy",
      "employer.name as employerName",
      "employer.slug as employerSlug",
      "employer.banned_at as bannedAt",
      "job.state as jobState",
      "job.slug as jobSlug",
      "revision.title",
    ]);
}

/** A case with what it is about. */
export async function findShownCase(db: Db, id: CaseId) {
  return selectCases(db).where("report_case.id", "=", id).executeTakeFirst();
}

/** What narrows the list of cases. */
export type CaseFilter = { state: "open" | "decided"; reason?: string; words: string };

/** The cases: those that wait, the worst and then the oldest first; those that were decided, the newest first. */
export async function listShownCases(db: Db, filter: CaseFilter, options: { after?: CaseKey; limit: number }) {
  const open = filter.state === "open";
  const { after, limit } = options;
  let query = narrowed(selectCases(db), filter).limit(limit);
  query = open
    ? query.orderBy("report_case.severity", "desc").orderBy("report_case.id")
    : query.orderBy("report_case.id", "desc");
  if (after && open)
    query = query.where((where) =>
      where.or([
        where("report_case.severity", "<", after.severity),
        where.and([where("report_case.severity", "=", after.severity), where("report_case.id", ">", after.id)]),
      ]),
    );
  else if (after) query = query.where("report_case.id", "<", after.id);
  return query.execute();
}

/** How many cases a filter leaves, and nothing more of them. */
export async function countCases(db: Db, filter: CaseFilter): Promise<number> {
  const { count } = await db
    .selectFrom(narrowed(selectCases(db), filter).as("found"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function narrowed(query: ReturnType<typeof selectCases>, { state, reason, words }: CaseFilter) {
  let found = query.where("report_case.state", "=", state);
  if (reason)
    found = found.where((where) =>
      where.exists(
        where
          .selectFrom("report")
          .select("report.id")
          .whereRef("report.case_id", "=", "report_case.id")
          .where("report.reason", "=", reason),
      ),
    );
  if (words)
    found = found.where((where) =>
      where.or([
        where("employer.name", "like", containing(words)),
        where("revision.title", "like", containing(words)),
        where("report_case.id", "=", sql<CaseId>`${words}`),
        where.exists(
          where
            .selectFrom("report")
            .select("report.id")
            .whereRef("report.case_id", "=", "report_case.id")
            .where((text) =>
              text.or([
                text("report.body", "like", containing(words)),
                text("report.material", "like", containing(words)),
              ]),
            ),
        ),
      ]),
    );
  return found;
}

/** The reasons of these cases' reports, each with how many gave it, most first. */
export async function listReasonsOf(db: Db, ids: readonly CaseId[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("report")
    .select((select) => ["case_id as caseId", "reason", select.fn.countAll<number>().as("count")])
    .where("case_id", "in", ids)
    .groupBy(["case_id", "reason"])
    .orderBy("count", "desc")
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The other cases on the same job or employer, newest first; at most 20. */
export async function listEarlierCases(db: Db, of: { employerId: EmployerId }, except: CaseId) {
  return selectCases(db)
    .where("report_case.employer_id", "=", of.employerId)
    .where("report_case.id", "<>", except)
    .orderBy("report_case.id", "desc")
    .limit(20)
    .execute();
}

/** Forgets guests' addresses of cases that were decided before `before`; at most 1,000 at once. */
export async function forgetAddresses(db: Db, before: Date): Promise<void> {
  await db
    .updateTable("report")
    .set({ email: null, email_token_hash: null })
    .where("email", "is not", null)
    .where("case_id", "in", (where) =>
      where.selectFrom("report_case").select("report_case.id").where("decided_at", "<", before),
    )
    .limit(1_000)
    .execute();
}
