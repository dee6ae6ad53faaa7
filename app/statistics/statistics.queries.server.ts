import { sql } from "kysely";
import { acts } from "~/employers/acting-member.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import { dateOfDay } from "./days.ts";
import type { Range } from "./statistics.ts";

/** Whose counts: one job's, or all jobs' of an employer. */
export type Whose = { jobId: JobId } | { employerId: EmployerId };

const sum = (column: "views" | "clicks" | "applies") =>
  sql<number>`cast(sum(${sql.ref(`job_day.${column}`)}) as unsigned)`;
const dayOfApplication = sql<number>`to_days(application.created_at) - to_days('1970-01-01')`;

/** What a job's page of statistics knows of the job, for a member of its employer. */
export async function findMeasuredJob(db: Db, accountId: AccountId, jobId: JobId) {
  return db
    .selectFrom("job")
    .innerJoin("member", "member.employer_id", "job.employer_id")
    .select((select) => [
      "job.id",
      "job.slug",
      "job.employer_id as employerId",
      "job.posted_at as postedAt",
      "job.over_at as overAt",
      select
        .selectFrom("term")
        .select((max) => max.fn.max("term.starts_at").as("startsAt"))
        .whereRef("term.job_id", "=", "job.id")
        .as("termAt"),
    ])
    .where("member.account_id", "=", accountId)
    .where(acts)
    .where("job.id", "=", jobId)
    .executeTakeFirst();
}

/** Views, clicks and known sources of applications by day and source. */
export async function listDayCounts(db: Db, whose: Whose, { from, to }: Range) {
  const rows = await db
    .selectFrom("job_day")
    .$if("employerId" in whose, (query) => query.innerJoin("job", "job.id", "job_day.job_id"))
    .select([
      "job_day.day",
      "job_day.source",
      sum("views").as("views"),
      sum("clicks").as("clicks"),
      sum("applies").as("applies"),
    ])
    .where(ofWhom("job_day.job_id", whose))
    .where("job_day.day", ">=", from)
    .where("job_day.day", "<=", to)
    .groupBy(["job_day.day", "job_day.source"])
    .execute();
  return rows.map(({ day, source, ...counts }) => ({ day, source, ...numbers(counts) }));
}

/** How many people applied on each day, withdrawn or not; a day without any is left out. */
export async function listApplicationDays(db: Db, whose: Whose, range: Range) {
  const rows = await selectApplications(db, range)
    .$if("employerId" in whose, (query) => query.innerJoin("job", "job.id", "application.job_id"))
    .select([dayOfApplication.as("day"), sql<number>`count(*)`.as("applies")])
    .where(ofWhom("application.job_id", whose))
    .groupBy(dayOfApplication)
    .execute();
  return rows.map(({ day, applies }) => ({ day: Number(day), applies: Number(applies) }));
}

/** Of each of these jobs what was counted in the range; jobs without anything are left out. */
export async function sumJobs(db: Db, jobIds: readonly JobId[], range: Range) {
  if (jobIds.length === 0) return [];
  const rows = await db
    .selectFrom("job_day")
    .select(["job_day.job_id as jobId", sum("views").as("views"), sum("clicks").as("clicks")])
    .where("job_day.job_id", "in", jobIds)
    .where("job_day.day", ">=", range.from)
    .where("job_day.day", "<=", range.to)
    .groupBy("job_day.job_id")
    .execute();
  const applied = await selectApplications(db, range)
    .select(["application.job_id as jobId", sql<number>`count(*)`.as("applies")])
    .where("application.job_id", "in", jobIds)
    .groupBy("application.job_id")
    .execute();
  const found = new Map(rows.map((row) => [row.jobId, { views: +row.views, clicks: +row.clicks, applies: 0 }]));
  for (const { jobId, applies } of applied)
    found.set(jobId, { views: 0, clicks: 0, ...found.get(jobId), applies: Number(applies) });
  return [...found].map(([jobId, counts]) => ({ jobId, ...counts }));
}

/** The employer's jobs that were ever posted, those with the most views in the range first. */
export async function listMostSeen(db: Db, employerId: EmployerId, { from, to }: Range, limit: number) {
  return db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .leftJoin("job_day", (join) =>
      join.onRef("job_day.job_id", "=", "job.id").on("job_day.day", ">=", from).on("job_day.day", "<=", to),
    )
    .select(["job.id", "job.slug", "job.state", "job.over_at as overAt", "revision.title"])
    .where("job.employer_id", "=", employerId)
    .where("job.posted_at", "is not", null)
    .groupBy(["job.id", "job.slug", "job.state", "job.over_at", "revision.title"])
    .orderBy(sql`coalesce(sum(job_day.views), 0)`, "desc")
    .orderBy("job.id", "desc")
    .limit(limit)
    .execute();
}

/** Of these revisions those that take applications on the board. */
export async function listBoardRevisions(db: Db, ids: readonly RevisionId[]): Promise<Set<RevisionId>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("job_revision")
    .select("id")
    .where("id", "in", ids)
    .where("apply_kind", "=", "board")
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Every row of a range for a spreadsheet, by day, job and source; at most `limit`. Applications are not among them. */
export async function listRows(db: Db, whose: Whose, { from, to }: Range, limit: number) {
  return db
    .selectFrom("job_day")
    .innerJoin("job", "job.id", "job_day.job_id")
    .leftJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      "job_day.day",
      "job_day.job_id as jobId",
      "revision.title",
      "job_day.source",
      "job_day.views",
      "job_day.clicks",
      "job_day.applies",
    ])
    .where(ofWhom("job_day.job_id", whose))
    .where("job_day.day", ">=", from)
    .where("job_day.day", "<=", to)
    .orderBy("job_day.day")
    .orderBy("job_day.job_id")
    .orderBy("job_day.source")
    .limit(limit)
    .execute();
}

/** The applications of a range by day and job; at most `limit`. */
export async function listApplicationRows(db: Db, whose: Whose, range: Range, limit: number) {
  const rows = await selectApplications(db, range)
    .innerJoin("job", "job.id", "application.job_id")
    .leftJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select([
      dayOfApplication.as("day"),
      "application.job_id as jobId",
      "revision.title",
      sql<number>`count(*)`.as("applies"),
    ])
    .where(ofWhom("application.job_id", whose))
    .groupBy([dayOfApplication, "application.job_id", "revision.title"])
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, day: Number(row.day), applies: Number(row.applies) }));
}

function selectApplications(db: Db, { from, to }: Range) {
  return db
    .selectFrom("application")
    .where("application.state", "!=", "unconfirmed")
    .where("application.created_at", ">=", dateOfDay(from))
    .where("application.created_at", "<", dateOfDay(to + 1));
}

function ofWhom(jobColumn: string, whose: Whose) {
  return "jobId" in whose
    ? sql<boolean>`${sql.ref(jobColumn)} = ${whose.jobId}`
    : sql<boolean>`job.employer_id = ${whose.employerId}`;
}

function numbers(counts: { views: number; clicks: number; applies: number }) {
  return { views: Number(counts.views), clicks: Number(counts.clicks), applies: Number(counts.applies) };
}
