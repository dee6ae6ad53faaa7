import type { EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import type { JobContent } from "./job-content.ts";

/** The states of a job, and where each may go (DOMAIN.md). Extending keeps `live`. */
export const jobTransitions = {
  draft: ["submitted"],
  submitted: ["approved", "changes_requested", "rejected", "draft"],
  changes_requested: ["submitted", "draft"],
  approved: ["live", "payment_needed"],
  payment_needed: ["submitted", "draft"],
  live: ["filled", "closed", "expired", "suspended"],
  suspended: ["live", "rejected"],
  filled: [],
  closed: [],
  expired: ["filled", "submitted"],
  rejected: [],
} as const satisfies Record<string, readonly string[]>;

export type JobState = keyof typeof jobTransitions;

/** Whether the graph of states has an edge from `from` to `to`. */
export function mayMove(from: JobState, to: JobState): boolean {
  return (jobTransitions[from] as readonly JobState[]).includes(to);
}

/** A state in words, for the employer and the moderator. */
export const jobStateLabels: Record<JobState, string> = {
  draft: "Draft",
  submitted: "In review",
  changes_requested: "Changes asked for",
  approved: "Approved, taking payment",
  payment_needed: "Payment needed",
  live: "Live",
  suspended: "Suspended",
  filled: "Filled",
  closed: "Closed",
  expired: "Expired",
  rejected: "Rejected",
};

/** The days after which a live job must be confirmed as still open, or it leaves the lists (DOMAIN.md, Listed). */
export const CONFIRMATION_DAYS = 14;

type Listing = { state: JobState; expiresAt: Date | null; confirmedAt: Date | null };

/** The moment at which a live job stops being listed by itself: its expiry or its overdue confirmation. */
export function listedUntil(job: Pick<Listing, "expiresAt" | "confirmedAt">): number {
  const confirmation = (job.confirmedAt?.getTime() ?? 0) + CONFIRMATION_DAYS * 86_400_000;
  return Math.min(job.expiresAt?.getTime() ?? 0, confirmation);
}

/** Whether the public sees the job in lists at `at` (DOMAIN.md, Listed). */
export function isListed(job: Listing, at: Date): boolean {
  return job.state === "live" && at.getTime() < listedUntil(job);
}

/** What a job page and a card know of the employer. */
export type JobEmployer = { id: EmployerId; slug: string; name: string; verification: "unverified" | "email" | "dns" };

/** A job with one of its revisions: the read model of cards, pages, feeds and the index. */
export type Job = {
  id: JobId;
  slug: string;
  state: JobState;
  version: number;
  revisionId: RevisionId;
  employer: JobEmployer;
  content: JobContent;
  /** `import`: brought from outside by an admin; labelled unverified, applies at `sourceUrl`. */
  origin: "employer" | "import";
  sourceUrl: string | null;
  postedAt: Date | null;
  expiresAt: Date | null;
  confirmedAt: Date | null;
  featuredUntil: Date | null;
};

/** A job without the content of its revision: what of it may change. */
export type JobHead = Omit<Job, "content">;
