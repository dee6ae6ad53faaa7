import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { findDeskTitle } from "~/jobs/read-desk.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { compareSimilar } from "./compare-similar.server.ts";
import { utcDay } from "./days.ts";
import {
  findMeasuredJob,
  listApplicationDays,
  listApplicationRows,
  listDayCounts,
  listMostSeen,
  listRows,
  sumJobs,
  type Whose,
} from "./statistics.queries.server.ts";
import { makeStatistics, rangeOf, type Range, type Span } from "./statistics.ts";
import { statisticsCsv } from "./statistics-csv.ts";

/** Jobs that an organization's page shows by themselves. */
const MOST_JOBS = 20;
/** Rows of a file: a spreadsheet holds a million, a person reads fewer. */
const MOST_ROWS = 50_000;

async function readCounts(db: Db, whose: Whose, range: Range) {
  const [counted, applied] = await Promise.all([
    listDayCounts(db, whose, range),
    listApplicationDays(db, whose, range),
  ]);
  return makeStatistics(range, counted, applied);
}

async function findJob(db: Db, accountId: AccountId, jobId: JobId, span: Span) {
  const [job, title] = await Promise.all([findMeasuredJob(db, accountId, jobId), findDeskTitle(db, accountId, jobId)]);
  if (!job || title === undefined) return undefined;
  const today = utcDay(now());
  const term = job.termAt ?? job.postedAt;
  return { job: { ...job, title }, range: rangeOf(span, today, term ? utcDay(term) : undefined) };
}

/**
 * What happened on a job's page in a span, and how that stands against similar jobs (absent where none can be found),
 * for a member of its employer; undefined for everybody else.
 */
export async function readJobStatistics(db: Db, accountId: AccountId, jobId: JobId, span: Span) {
  const found = await findJob(db, accountId, jobId, span);
  if (!found) return undefined;
  const { job, range } = found;
  const [statistics, [comparison]] = await Promise.all([
    readCounts(db, { jobId }, range),
    job.postedAt ? compareSimilar(db, [job], range) : [],
  ]);
  return { job: { id: job.id, title: job.title, postedAt: job.postedAt }, statistics, comparison };
}

/**
 * What happened on the pages of all jobs of an employer, and on those that were seen the most each with its comparison,
 * for a member; undefined for everybody else.
 */
export async function readEmployerStatistics(db: Db, accountId: AccountId, employerId: EmployerId, span: Span) {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) return undefined;
  const range = rangeOf(span, utcDay(now()));
  const [statistics, most] = await Promise.all([
    readCounts(db, { employerId }, range),
    listMostSeen(db, employerId, range, MOST_JOBS + 1),
  ]);
  const jobs = most.slice(0, MOST_JOBS);
  const counts = new Map((await sumJobs(db, jobs.map(({ id }) => id), range)).map((row) => [row.jobId, row])); // prettier-ignore
  const comparisons = new Map((await compareSimilar(db, jobs, range)).map((one) => [one.jobId, one]));
  return {
    employer: { id: employer.id, name: employer.name },
    statistics,
    jobs: jobs.map(({ id, title, state }) => {
      const { views = 0, clicks = 0, applies = 0 } = counts.get(id) ?? {};
      return { id, title, state, views, clicks, applies, against: comparisons.get(id)?.views };
    }),
    more: most.length > MOST_JOBS,
  };
}

async function readCsv(db: Db, whose: Whose, range: Range): Promise<string> {
  const [rows, applied] = await Promise.all([
    listRows(db, whose, range, MOST_ROWS),
    listApplicationRows(db, whose, range, MOST_ROWS),
  ]);
  return statisticsCsv(rows, applied);
}

/** The counts of a job as CSV, for a member of its employer; undefined for everybody else. */
export async function readJobCsv(db: Db, accountId: AccountId, jobId: JobId, span: Span): Promise<string | undefined> {
  const found = await findJob(db, accountId, jobId, span);
  return found && readCsv(db, { jobId }, found.range);
}

/** The counts of all jobs of an employer as CSV, for a member; undefined for everybody else. */
export async function readEmployerCsv(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
  span: Span,
): Promise<string | undefined> {
  const employer = await findEmployerForMember(db, accountId, employerId);
  return employer && readCsv(db, { employerId }, rangeOf(span, utcDay(now())));
}
