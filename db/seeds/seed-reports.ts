import { decideCase } from "~/moderation/reports/decide-case.server.ts";
import { fileReport, fileTakedown } from "~/moderation/reports/file-report.server.ts";
import type { ReportReason } from "~/moderation/reports/report.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";

/** A report as the demo's people sent it: of which of the jobs that may be reported, by which of the seekers. */
type ReportSeed = { age: number; job: number; seeker: number; reason: ReportReason; body: string };

/** Two people on one job, and one on another, wait; an older one was dismissed. */
export const reportSeeds: readonly ReportSeed[] = [
  {
    age: 12,
    job: 2,
    seeker: 4,
    reason: "closed",
    body: "I applied three weeks ago and have not heard a word. Is this job real?",
  },
  {
    age: 1.4,
    job: 0,
    seeker: 2,
    reason: "wrong",
    body: "On the phone they offered four dollars an hour less than the least that stands here, and said the range is for leads.",
  },
  {
    age: 0.6,
    job: 0,
    seeker: 3,
    reason: "wrong",
    body: "The recruiter told me that the pay shown is only paid above 110 % of the production target.",
  },
  {
    age: 0.3,
    job: 1,
    seeker: 5,
    reason: "closed",
    body: "Their own careers page says that this position was filled last week.",
  },
];

/** When the first of them was dismissed. */
export const DISMISSED_AGE = 11;
export const TAKEDOWN_AGE = 0.9;

/** One person reports one job. */
export async function report(
  db: Db,
  { reason, body }: ReportSeed,
  of: { accountId: AccountId; jobId: JobId; employerId: EmployerId },
): Promise<void> {
  const { accountId, jobId, employerId } = of;
  await fileReport(db, { accountId, clientAddress: "demo", email: undefined }, { jobId, employerId }, { reason, body });
}

/** A moderator finds nothing wrong with a reported job. */
export async function dismiss(db: Db, jobId: JobId, moderatorId: AccountId): Promise<void> {
  const { id, version } = await db
    .selectFrom("report_case")
    .select(["id", "version"])
    .where("job_id", "=", jobId)
    .executeTakeFirstOrThrow();
  const reason = "The employer answers most applications within a month, and confirmed two days ago that it is open.";
  await decideCase(db, { caseId: id, version, moderatorId }, { outcome: "dismissed", reason });
}

/** A guest, whose address nobody has confirmed, asks to have a text removed. */
export async function askToRemove(db: Db, slug: string): Promise<void> {
  await fileTakedown(
    db,
    { accountId: undefined, clientAddress: "demo guest", email: "office@coding-primer.example" },
    {
      basis: "copyright",
      material: `/jobs/${slug}`,
      name: "Harriet Olsen",
      body: "The section about auditing is taken word for word from our Coding Primer, chapter 4, which is sold at coding-primer.example.",
    },
  );
}
