import { findJob } from "~/jobs/find-job.server.ts";
import type { Job, JobState } from "~/jobs/job.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { compareContents, compareTexts, type FieldChange, type TextPart } from "./compare-contents.server.ts";

/** Another job beside the one that is reviewed: which facts differ (`before` is the other's), and the texts as one. */
export type Beside = {
  jobId: JobId;
  title: string;
  employerName: string;
  state: JobState;
  changes: FieldChange[];
  same: string[];
  text: BesideText;
};

/** Both texts as one (`removed` is only in the other, `added` only in the reviewed one), where they have much in common. */
type BesideText = { kind: "same" } | { kind: "marked"; parts: TextPart[] } | { kind: "other"; html: string };

/** Below this share of common text the marks are a salad of words: the other text is read better by itself. */
const MUCH_IN_COMMON = 0.5;

/** Lays `otherId` beside `jobId`; undefined for one that is not there, never left its employer's desk, or is the same. */
export async function showBeside(db: Db, jobId: JobId, otherId: JobId): Promise<Beside | undefined> {
  if (jobId === otherId) return undefined;
  const [job, other] = await Promise.all([findReviewed(db, jobId), findReviewed(db, otherId)]);
  if (!job || !other) return undefined;
  const { changes, unchanged } = compareContents(other.content, job.content);
  return {
    jobId: other.id,
    title: other.content.title,
    employerName: other.employer.name,
    state: other.state,
    changes,
    same: unchanged,
    text: compareBodies(other, job),
  };
}

function compareBodies(other: Job, job: Job): BesideText {
  const parts = compareTexts(other.content.bodySource, job.content.bodySource);
  if (!parts) return { kind: "same" };
  const common = parts.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  const longer = Math.max(other.content.bodySource.length, job.content.bodySource.length);
  return common < MUCH_IN_COMMON * longer ? { kind: "other", html: other.content.bodyHtml } : { kind: "marked", parts };
}

/** A job as moderators see it: what waits for them, else what is public; undefined for a draft. */
async function findReviewed(db: Db, jobId: JobId): Promise<Job | undefined> {
  const job = (await findJob(db, jobId, "pending")) ?? (await findJob(db, jobId, "approved"));
  return job && job.state !== "draft" ? job : undefined;
}
