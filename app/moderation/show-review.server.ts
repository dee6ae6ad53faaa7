import { listAudit, type AuditEntry } from "~/audit/list-audit.server.ts";
import { findBannedKin, type BannedKin } from "~/employers/ban-employer.server.ts";
import { findLink } from "~/jobs/check-links.server.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import { findTwins, type Twin } from "~/jobs/find-twins.server.ts";
import { findRevision, type Revision } from "~/jobs/find-revision.server.ts";
import { historyWords } from "~/jobs/job-history.ts";
import type { Job } from "~/jobs/job.ts";
import type { LintFinding } from "~/jobs/lint-job.ts";
import { lintPosting, type PostingContext, type PostingEmployer } from "~/jobs/lint-posting.server.ts";
import { scamScore, weightOf } from "~/jobs/lint/scam-score.ts";
import type { PublicJob } from "~/jobs/components/job-words.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { forPage } from "~/jobs/show-job.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { parseId, type JobId } from "~/platform/ids.ts";
import { compareContents, compareTexts, type FieldChange, type TextPart } from "./compare-contents.server.ts";
import { findSimilarPay } from "./find-similar-pay.server.ts";
import {
  findEmployerRecord,
  findRightOfJob,
  findSender,
  listDecisionsOfJob,
  listOtherJobs,
} from "./moderation.queries.server.ts";
import { rightWords } from "./queue.ts";
import { entryOf, showUndo } from "./undo-decision.server.ts";

/** The revision that moderators last had before them, or that is live while an edit waits, and what differs from it. */
export type ReviewDiff = {
  number: number;
  changes: FieldChange[];
  unchanged: string[];
  text: TextPart[] | undefined;
};

/** Everything a moderator needs to decide on a job. */
export type Review = {
  job: PublicJob;
  /** With what the employer asks for; the page of the job has not that. */
  questions: ScreeningQuestion[];
  /** Whether it is an edit that waits while the job stays live in the words it had. */
  edit: boolean;
  revision: { number: number; sentBy: string };
  diff: ReviewDiff | undefined;
  /** `settled`: what the earlier revision was found to have and this one has not. */
  findings: { open: LintFinding[]; settled: LintFinding[]; score: number };
  right: { words: string; amountCents: number | undefined; lapsesAt: Date | null } | undefined;
  employer: Awaited<ReturnType<typeof findEmployerRecord>>;
  otherJobs: Awaited<ReturnType<typeof listOtherJobs>>;
  /** Banned organizations that its employer may be again. */
  kin: BannedKin[];
  /** Where a live job takes applications, and how that address stands. */
  applyLink: Awaited<ReturnType<typeof findLink>>;
  /** Jobs of anybody that say nearly the same. */
  twins: Twin[];
  history: { id: string; at: Date; words: string; by?: string; reason?: string; undone?: boolean }[];
  /** The newest decision that stands, and whether it can be taken back. */
  undo: Awaited<ReturnType<typeof showUndo>>;
};

/** How many of the employer's other jobs are shown. */
const OTHER_JOBS = 5;

/** The job before the moderators, or as it was last; undefined for one that never left its employer's desk. */
export async function showReview(db: Db, jobId: JobId): Promise<Review | undefined> {
  const [pending, approved] = await Promise.all([findJob(db, jobId, "pending"), findJob(db, jobId, "approved")]);
  const job = pending ?? approved;
  if (!job || job.state === "draft") return undefined;
  const edit = pending?.state === "live";
  const [revision, audit, decisions, right, employer, otherJobs, twins, similarPay, applyLink] = await Promise.all([
    findRevision(db, jobId, job.revisionId),
    listAudit(db, { kind: "job", id: jobId }),
    listDecisionsOfJob(db, jobId),
    findRightOfJob(db, jobId),
    findEmployerRecord(db, job.employer.id),
    listOtherJobs(db, job.employer.id, jobId, OTHER_JOBS),
    findTwins(db, jobId),
    findSimilarPay(db, job),
    findLink(db, jobId),
  ]);
  const earlier = edit
    ? approved && (await findRevision(db, jobId, approved.revisionId))
    : await findEarlierRevision(db, job, audit);
  return {
    job: forPage(job),
    questions: job.content.questions,
    edit,
    revision: { number: revision?.number ?? 1, sentBy: await senderWords(db, job, revision) },
    diff: earlier && compare(earlier, job),
    findings: lint(job, earlier, employer, { twins, similarPay }),
    right: edit
      ? undefined
      : right && {
          words: rightWords(right),
          amountCents: right.order_state === "authorized" ? (right.total_cents ?? undefined) : undefined,
          lapsesAt: right.order_state === "authorized" ? right.capture_before : null,
        },
    employer,
    otherJobs,
    twins,
    applyLink,
    kin: await findBannedKin(db, job.employer.id),
    history: audit.flatMap((entry) => {
      const words = historyWords(entry.action) ?? staffWords[entry.action];
      if (!words) return [];
      const decision = decisions.find((one) => entryOf(one, audit) === entry);
      const { moderator: by, reason, undone_at } = decision ?? {};
      return [{ id: entry.id, at: entry.at, words, by, reason: reason || undefined, undone: Boolean(undone_at) }];
    }),
    undo: await showUndo(db, jobId, audit),
  };
}

/** What staff read of a job's history beyond what its employer does. */
const staffWords: Record<string, string | undefined> = {
  "job.take-over": "Taken over from another moderator",
};

/** The last revision that was submitted before this one: what the moderators saw, whatever became of it. */
async function findEarlierRevision(db: Db, job: Job, audit: AuditEntry[]): Promise<Revision | undefined> {
  const submitted = audit
    .filter((entry) => entry.action === "job.submit" || entry.action === "job.resubmit")
    .map((entry) => parseId<"revision">(entry.detail.revision));
  const id = submitted.findLast((revision) => revision && revision !== job.revisionId);
  return id && findRevision(db, job.id, id);
}

function compare(earlier: Revision, job: Job): ReviewDiff {
  return {
    number: earlier.number,
    ...compareContents(earlier.content, job.content),
    text: compareTexts(earlier.content.bodySource, job.content.bodySource),
  };
}

function lint(
  job: Job,
  earlier: Revision | undefined,
  { website, verified_domain }: Review["employer"],
  context: PostingContext,
): Review["findings"] {
  const employer: PostingEmployer = { name: job.employer.name, website, domain: verified_domain };
  const open = lintPosting(job.content, employer, context);
  // Twins and similar jobs of that day are not known, so what they tell is never settled.
  const before = earlier ? lintPosting(earlier.content, employer) : [];
  return {
    open,
    settled: before.filter((finding) => weightOf(finding) >= 0 && !open.some(({ rule }) => finding.rule === rule)),
    score: scamScore(open),
  };
}

async function senderWords(db: Db, job: Job, revision: Revision | undefined): Promise<string> {
  const sender = revision?.createdBy && (await findSender(db, revision.createdBy, job.employer.id));
  if (!sender) return "Nobody who is known";
  return `${sender.name}, ${sender.role ?? "no member any more"}`;
}
