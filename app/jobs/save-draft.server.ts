import { createHash } from "node:crypto";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { sortedJsonText } from "~/platform/json-text.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findDraft, writeDraft, type DraftHand } from "./job-draft.queries.server.ts";
import { findJobForMember, lockJob, type JobRow } from "./job.queries.server.ts";
import { jobStateLabels, type JobState } from "./job.ts";
import { partOf, withPart, type FillStep, type PostForm } from "./post-form.ts";
import { readForm } from "./start-draft.server.ts";

/** The states in which an employer may write the job. What is written for a live one changes nothing until it is sent. */
const writable: readonly JobState[] = ["draft", "changes_requested", "payment_needed", "live"];

/** Whether the employer may write this job: what came from outside is written where it came from. */
export function isWritable({ state, origin }: Pick<JobRow, "state" | "origin">): boolean {
  return writable.includes(state) && (state !== "live" || origin === "employer");
}

/** Longer than any draft a person types; the column holds more. */
const LONGEST_DRAFT = 200_000;

export type DraftSave = {
  accountId: AccountId;
  jobId: JobId;
  step: FillStep;
  /** The step's fields as typed. */
  part: PostForm;
  /** The mark of the step's part as the page got it. */
  seen: string;
  /** The page's own token, and the number of this post: what one page writes twice is no conflict with itself. */
  hand: DraftHand;
};

/** The draft after a save; or, where somebody else wrote the step since, what stands there now, and nothing was written. */
export type DraftAnswer =
  { saved: true; form: PostForm; mark: string; at: Date } | { saved: false; theirs: PostForm; mark: string; at: Date };

/**
 * Keeps what was typed into one step, right or wrong. A page that is stale never overwrites what is newer: it writes only
 * where the step still is as the page got it, or was last written by that page itself; and of two posts of one page that
 * overtook each other, the later typed one stays.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is past writing; `invalid` when the
 * draft is too long to keep.
 */
export async function saveDraft(db: Db, input: DraftSave): Promise<DraftAnswer> {
  return transact(db, async (trx) => {
    await lockWritableJob(trx, input.accountId, input.jobId);
    const stored = await findDraft(trx, input.jobId);
    const form = stored?.form ?? (await readForm(trx, input.jobId));
    const own = input.hand.tab && stored?.hand?.tab === input.hand.tab ? stored.hand : undefined;
    const current = markOf(form, input.step);
    const overtaken = input.hand.seq !== undefined && own?.seq !== undefined && input.hand.seq <= own.seq;
    if (stored && overtaken) return { saved: true, form, mark: current, at: stored.savedAt };
    const next = withPart(form, input.step, input.part);
    const mark = markOf(next, input.step);
    if (stored && !own && input.seen !== current && mark !== current)
      return { saved: false, theirs: partOf(form, input.step), mark: current, at: stored.savedAt };
    if (JSON.stringify(next).length > LONGEST_DRAFT)
      throw new DomainError("invalid", "This is more text than we can keep. Shorten the description.", "body");
    const at = await writeDraft(trx, { jobId: input.jobId, form: next, hand: input.hand, accountId: input.accountId });
    return { saved: true, form: next, mark, at };
  });
}

/**
 * Locks a job that its member may still write.
 * @throws DomainError `not-found`, `conflict`.
 */
export async function lockWritableJob(trx: Trx, accountId: AccountId, jobId: JobId): Promise<JobRow> {
  if (!(await findJobForMember(trx, accountId, jobId))) throw new DomainError("not-found", "There is no such job.");
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (!isWritable(job))
    throw new DomainError(
      "conflict",
      `This job is ${jobStateLabels[job.state].toLowerCase()} by now, so it cannot be written here.`,
    );
  return job;
}

/** A short mark of what a step says; equal marks are equal parts. */
export function markOf(form: PostForm, step: FillStep): string {
  return createHash("sha256")
    .update(sortedJsonText(partOf(form, step), isEmpty))
    .digest("base64url")
    .slice(0, 22);
}

/** What says nothing in a form, whether it stands there or not. */
function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}
