import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { formFromContent } from "../form-from-content.ts";
import type { JobContent } from "../job-content.ts";
import { findDraft, findLatestRevision, writeDraft } from "../job-draft.queries.server.ts";
import { lockJob } from "../job.queries.server.ts";
import type { JobState } from "../job.ts";
import { judgePostForm } from "../judge-post-form.server.ts";
import { errorLabel, fillSteps, stepOfError, type PostForm } from "../post-form.ts";
import { markOf } from "../save-draft.server.ts";
import { addDraft } from "../start-draft.server.ts";
import { findDraftWriter, updateImportedJob } from "./import.queries.server.ts";

/** Fewer than a person may keep by hand, so that an import never stands in the way of a post. */
export const MOST_IMPORTED_DRAFTS = 800;

/**
 * The post form of what a source says, for its employer to complete. What the source does not say stays open: also that
 * no credential is asked for, which the board must never say in an employer's name.
 */
export function formOfSource(content: JobContent): PostForm {
  const form = { ...formFromContent(content), body: content.bodyText };
  delete form.noCredential;
  return form;
}

/** What a form still lacks before it can be submitted, each once: `Pay`, `Apprentices`. */
export function openQuestions(form: PostForm): string[] {
  const { errors } = judgePostForm(form);
  const labels = Object.keys(errors).map((name) =>
    stepOfError(name) === "pay" ? "Pay" : errorLabel(name).replace(/(?:, row)? \d+$/, ""),
  );
  return [...new Set(labels)];
}

/** Whether two forms say the same, whatever the ids of their rows. */
export function saysTheSame(one: PostForm, other: PostForm): boolean {
  return fillSteps.every((step) => markOf(one, step) === markOf(other, step));
}

/**
 * Makes a draft of the employer's of a source's form. @param accountId who imported it; null for a schedule.
 * @throws DomainError `conflict` when the employer has too many drafts.
 */
export async function makeImportedDraft(
  trx: Trx,
  draft: { employerId: EmployerId; accountId: AccountId | null; form: PostForm },
): Promise<JobId> {
  return addDraft(trx, draft, MOST_IMPORTED_DRAFTS);
}

/** How a job of an import stands: still as `taken` from its source, or what became of it, and who edited it last. */
export type ImportedState = { state: JobState; untouched: boolean; editedBy: AccountId | null };

/** Locks the job and looks whether a person or a moderator has done anything about it since it was taken. */
export async function lockImported(trx: Trx, jobId: JobId, taken: PostForm): Promise<ImportedState | undefined> {
  const job = await lockJob(trx, jobId);
  if (!job) return undefined;
  const draft = await findDraft(trx, jobId);
  const sent = await findLatestRevision(trx, jobId);
  const untouched = job.state === "draft" && !sent && draft !== undefined && saysTheSame(draft.form, taken);
  return { state: job.state, untouched, editedBy: untouched ? null : await findDraftWriter(trx, jobId) };
}

/** Puts what the source says now into a draft that `lockImported` found untouched. */
export async function rewriteImportedDraft(
  trx: Trx,
  draft: { jobId: JobId; form: PostForm; accountId: AccountId | null },
): Promise<void> {
  await writeDraft(trx, draft);
  await updateImportedJob(trx, draft.jobId, { updated_at: now() });
}
