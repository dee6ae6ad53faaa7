import type { Selectable } from "kysely";
import type { JobTable } from "#db/schema/jobs.ts";
import { acts } from "~/employers/acting-member.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import { listContents } from "./job-content.queries.server.ts";
import type { Job, JobHead } from "./job.ts";

export type JobRow = Selectable<JobTable>;

/** Reads the job's row and locks it until the transaction ends. */
export async function lockJob(trx: Trx, jobId: JobId): Promise<JobRow | undefined> {
  return trx.selectFrom("job").selectAll().where("id", "=", jobId).forUpdate().executeTakeFirst();
}

/** The job's row, if `accountId` is a member of its employer: absent and forbidden look the same. */
export async function findJobForMember(db: Db | Trx, accountId: AccountId, jobId: JobId): Promise<JobRow | undefined> {
  return db
    .selectFrom("job")
    .innerJoin("member", "member.employer_id", "job.employer_id")
    .selectAll("job")
    .where("job.id", "=", jobId)
    .where("member.account_id", "=", accountId)
    .where(acts)
    .executeTakeFirst();
}

const jobColumns = [
  "job.id",
  "job.slug",
  "job.state",
  "job.version",
  "job.origin",
  "job.source_url",
  "job.approved_revision_id",
  "job.pending_revision_id",
  "job.posted_at",
  "job.expires_at",
  "job.confirmed_at",
  "job.featured_until",
  "job.employer_id",
  "employer.slug as employer_slug",
  "employer.name as employer_name",
  "employer.verification as employer_verification",
] as const;

function selectJobs(db: Db | Trx) {
  return db.selectFrom("job").innerJoin("employer", "employer.id", "job.employer_id").select(jobColumns);
}
type JobWithEmployer = Awaited<ReturnType<ReturnType<typeof selectJobs>["execute"]>>[number];

function headOf(row: JobWithEmployer, revisionId: RevisionId): JobHead {
  return {
    id: row.id,
    slug: row.slug,
    state: row.state,
    version: row.version,
    revisionId,
    employer: {
      id: row.employer_id,
      slug: row.employer_slug,
      name: row.employer_name,
      verification: row.employer_verification,
    },
    origin: row.origin,
    sourceUrl: row.source_url,
    postedAt: row.posted_at,
    expiresAt: row.expires_at,
    confirmedAt: row.confirmed_at,
    featuredUntil: row.featured_until,
  };
}

/**
 * Joins rows with their revision: `approved` is what the public sees, `pending` what a moderator reviews.
 * A row without that revision is left out.
 */
async function withContents(db: Db | Trx, rows: JobWithEmployer[], which: "approved" | "pending"): Promise<Job[]> {
  const revisionOf = (row: JobWithEmployer) =>
    which === "approved" ? row.approved_revision_id : row.pending_revision_id;
  const contents = await listContents(
    db,
    rows.map(revisionOf).filter((id): id is RevisionId => id !== null),
  );
  return rows.flatMap((row) => {
    const revisionId = revisionOf(row);
    const content = revisionId && contents.get(revisionId);
    return content ? [{ ...headOf(row, revisionId), content }] : [];
  });
}

/** The jobs of `ids` that have an approved revision, in the order of `ids`, without that revision's content. */
export async function listJobHeads(db: Db, ids: readonly JobId[]): Promise<JobHead[]> {
  if (ids.length === 0) return [];
  const rows = await selectJobs(db).where("job.id", "in", ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row?.approved_revision_id ? [headOf(row, row.approved_revision_id)] : [];
  });
}

/** The jobs of `ids` with their approved revision, in the order of `ids`; what does not exist is left out. */
export async function listJobsByIds(db: Db | Trx, ids: readonly JobId[]): Promise<Job[]> {
  if (ids.length === 0) return [];
  const jobs = await withContents(db, await selectJobs(db).where("job.id", "in", ids).execute(), "approved");
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A job with the approved or the pending revision. The caller has checked who may see it. */
export async function findJob(db: Db | Trx, jobId: JobId, which: "approved" | "pending"): Promise<Job | undefined> {
  return (await withContents(db, await selectJobs(db).where("job.id", "=", jobId).execute(), which))[0];
}

/** The title of the job's newest revision, and whose job it is. */
export async function findJobTitle(
  db: Db,
  jobId: JobId,
): Promise<{ title: string; employer_id: EmployerId } | undefined> {
  return db
    .selectFrom("job_revision")
    .innerJoin("job", "job.id", "job_revision.job_id")
    .select(["job_revision.title", "job.employer_id"])
    .where("job.id", "=", jobId)
    .orderBy("job_revision.number", "desc")
    .limit(1)
    .executeTakeFirst();
}
