import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type JobId, type TemplateId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { formFromContent } from "./form-from-content.ts";
import { listContents } from "./job-content.queries.server.ts";
import {
  countDrafts,
  deleteUnsentDraft,
  findDraft,
  findCurrentRevision,
  insertJob,
  writeDraft,
} from "./job-draft.queries.server.ts";
import { findJobForMember, lockJob } from "./job.queries.server.ts";
import type { PostForm } from "./post-form.ts";
import { findTemplate } from "./template.queries.server.ts";

/** More unfinished jobs than an employer can keep in view; it bounds what a runaway script makes. */
const MOST_DRAFTS = 1_000;

/**
 * Starts a job of the employer as a draft that holds `form`.
 * @returns its id. @throws DomainError `not-found` for anybody but a member; `conflict` when there are too many drafts.
 */
export async function startDraft(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; form: PostForm },
): Promise<JobId> {
  return transact(db, async (trx) => {
    if (!(await findEmployerForMember(trx, input.accountId, input.employerId)))
      throw new DomainError("not-found", "There is no such organization.");
    return addDraft(trx, input);
  });
}

/**
 * Starts a new draft with what an earlier job says.
 * @returns the new job's id. @throws DomainError `not-found` for anybody but a member; `conflict` as `startDraft`.
 */
export async function duplicateJob(db: Db, accountId: AccountId, jobId: JobId): Promise<JobId> {
  return transact(db, async (trx) => {
    const job = await findJobForMember(trx, accountId, jobId);
    if (!job) throw new DomainError("not-found", "There is no such job.");
    const form = await readForm(trx, jobId);
    return addDraft(trx, { accountId, employerId: job.employer_id, form });
  });
}

/**
 * Starts a new draft with what a template of the employer says.
 * @returns the new job's id. @throws DomainError `not-found` for anybody but a member; `conflict` when the template is
 * gone, or as `startDraft`.
 */
export async function startFromTemplate(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; templateId: TemplateId },
): Promise<JobId> {
  return transact(db, async (trx) => {
    if (!(await findEmployerForMember(trx, input.accountId, input.employerId)))
      throw new DomainError("not-found", "There is no such organization.");
    const template = await findTemplate(trx, input.employerId, { id: input.templateId });
    if (!template)
      throw new DomainError(
        "conflict",
        "This template is not here any more: a colleague deleted it. Nothing was started.",
      );
    return addDraft(trx, { ...input, form: template.form });
  });
}

/**
 * Writes a new draft. @param input.accountId whose it is; null when a schedule made it. @param most how many drafts the
 * employer may have before. @throws DomainError `conflict` when there are too many.
 */
export async function addDraft(
  trx: Trx,
  { accountId, employerId, form }: { accountId: AccountId | null; employerId: EmployerId; form: PostForm },
  most = MOST_DRAFTS,
): Promise<JobId> {
  if ((await countDrafts(trx, employerId)) >= most)
    throw new DomainError("conflict", `There are ${most} drafts already. Delete some first.`);
  const id: JobId = newId<"job">();
  const at = now();
  await insertJob(trx, {
    id,
    employer_id: employerId,
    // Until it is submitted nobody sees its address; the id keeps it unique.
    slug: id,
    state: "draft",
    version: 0,
    approved_revision_id: null,
    pending_revision_id: null,
    origin: "employer",
    source_key: null,
    source_url: null,
    source_hash: null,
    posted_at: null,
    expires_at: null,
    confirmed_at: null,
    featured_until: null,
    over_at: null,
    created_by: accountId,
    created_at: at,
    updated_at: at,
  });
  await writeDraft(trx, { jobId: id, form, accountId });
  const actor = accountId ? byAccount(accountId) : system;
  await recordAudit(trx, { actor, action: "job.draft", subject: { kind: "job", id } });
  return id;
}

/**
 * The form of a job: its draft, else what a moderator reads or the public sees, else what its newest revision says, else
 * empty. The caller has checked who may see it.
 */
export async function readForm(db: Db | Trx, jobId: JobId): Promise<PostForm> {
  const draft = await findDraft(db, jobId);
  if (draft) return draft.form;
  const revisionId = await findCurrentRevision(db, jobId);
  const content = revisionId && (await listContents(db, [revisionId])).get(revisionId);
  return content ? formFromContent(content) : {};
}

/**
 * Deletes a draft that was never handed to a moderator.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is more than that.
 */
export async function deleteDraft(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await transact(db, async (trx) => {
    if (!(await findJobForMember(trx, accountId, jobId))) throw new DomainError("not-found", "There is no such job.");
    await lockJob(trx, jobId);
    if (!(await deleteUnsentDraft(trx, jobId)))
      throw new DomainError("conflict", "This job was submitted before, so its history stays. Leave it as a draft.");
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "job.delete-draft",
      subject: { kind: "job", id: jobId },
    });
    jobChanged(trx, jobId);
  });
}
