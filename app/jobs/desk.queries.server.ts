import { sql } from "kysely";
import { acts } from "~/employers/acting-member.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import type { JobState } from "./job.ts";

/** A job as a line of the desk. */
export type DeskJob = {
  id: JobId;
  slug: string;
  state: JobState;
  title: string;
  employerId: EmployerId;
  employerName: string;
  origin: "employer" | "import";
  createdAt: Date;
  postedAt: Date | null;
  expiresAt: Date | null;
  confirmedAt: Date | null;
  overAt: Date | null;
  featuredUntil: Date | null;
  approvedRevisionId: RevisionId | null;
  /** Whether an edit waits for a moderator while the job is live. */
  editInReview: boolean;
};

/**
 * The jobs of all employers the account is a member of, newest first; `before` is the last one already shown. While a job
 * is being written its draft's title counts, else what the public reads or the moderator reviews.
 */
export async function listDeskJobs(
  db: Db,
  accountId: AccountId,
  options: { employerId?: EmployerId; before?: JobId; limit: number },
): Promise<DeskJob[]> {
  let query = selectDeskJobs(db, accountId).orderBy("job.id", "desc").limit(options.limit);
  if (options.employerId) query = query.where("job.employer_id", "=", options.employerId);
  if (options.before) query = query.where("job.id", "<", options.before);
  return (await query.execute()).map(toDeskJob);
}

/** One job as the desk knows it, for a member of its employer. */
export async function findDeskJob(db: Db, accountId: AccountId, jobId: JobId): Promise<DeskJob | undefined> {
  const row = await selectDeskJobs(db, accountId).where("job.id", "=", jobId).executeTakeFirst();
  return row && toDeskJob(row);
}

function selectDeskJobs(db: Db, accountId: AccountId) {
  return db
    .selectFrom("job")
    .innerJoin("member", "member.employer_id", "job.employer_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .leftJoin("job_revision as revision", (join) =>
      join.onRef("revision.id", "=", (on) => on.fn.coalesce("job.approved_revision_id", "job.pending_revision_id")),
    )
    .leftJoin("job_draft", "job_draft.job_id", "job.id")
    .where("member.account_id", "=", accountId)
    .where(acts)
    .select([
      "job.id",
      "job.slug",
      "job.state",
      "job.origin",
      "job.employer_id as employerId",
      "employer.name as employerName",
      "job.created_at as createdAt",
      "job.posted_at as postedAt",
      "job.expires_at as expiresAt",
      "job.confirmed_at as confirmedAt",
      "job.over_at as overAt",
      "job.featured_until as featuredUntil",
      "job.approved_revision_id as approvedRevisionId",
      "job.pending_revision_id as pendingRevisionId",
      "revision.title as revisionTitle",
      // The draft's text may be long; only its title leaves the database.
      sql<string | null>`json_unquote(json_extract(job_draft.form, '$.title'))`.as("draftTitle"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDeskJobs>["execute"]>>[number];

function toDeskJob({ revisionTitle, draftTitle, pendingRevisionId, ...row }: Row): DeskJob {
  const writing = row.state === "draft" || row.state === "changes_requested" || row.state === "payment_needed";
  const title = (writing ? draftTitle?.trim() || revisionTitle : revisionTitle || draftTitle?.trim()) ?? "";
  const editInReview = row.state === "live" && pendingRevisionId !== null;
  return { ...row, editInReview, title: title.slice(0, 120) || "Untitled job" };
}
