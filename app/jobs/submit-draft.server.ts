import slugify from "@sindresorhus/slugify";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { updateSlug } from "./job-draft.queries.server.ts";
import { sendEdit, type EditOutcome } from "./edit-live-job.server.ts";
import { judgePostForm } from "./judge-post-form.server.ts";
import { payForRevision, type PayBy, type Payment } from "./pay-for-revision.server.ts";
import type { PostErrors } from "./post-form.ts";
import { lockWritableJob } from "./save-draft.server.ts";
import { readForm } from "./start-draft.server.ts";
import { resubmitJob } from "./submit-job.server.ts";
import { writeRevision } from "./write-revision.server.ts";

/**
 * What became of a submission: it is paid for in some way, went back to the moderators, is the edit of a live job, or has
 * errors to mend first.
 */
export type Submission =
  Payment | { kind: "resubmitted" } | { kind: "edited"; outcome: EditOutcome } | { kind: "wrong"; errors: PostErrors };

/**
 * Submits a draft as it is saved. Its words become a revision (the same words make no second one), and Stripe's Checkout
 * is opened for it, a credit held, or the plan used; a job whose changes were asked for goes back to the moderators under
 * the right it still holds, and the edit of a live job costs nothing.
 * @param seenCents the price that the page showed; undefined where it showed none.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is past submitting, no credit is
 * left, no plan works, or the price is another one by now; `unavailable` when Stripe does not answer: the draft and the
 * revision stay, nothing is owed.
 */
export async function submitDraft(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  payBy: PayBy = "card",
  seenCents?: number,
): Promise<Submission> {
  const written = await transact(db, async (trx) => {
    const job = await lockWritableJob(trx, accountId, jobId);
    const { content, errors } = judgePostForm(await readForm(trx, jobId));
    if (!content) return { errors };
    if (job.state === "live") return { errors: undefined, edited: await sendEdit(trx, { job, content, accountId }) };
    const revisionId = await writeRevision(trx, jobId, content, accountId);
    if (!job.posted_at) await updateSlug(trx, jobId, slugOf(content.title, jobId));
    if (job.state === "changes_requested") await resubmitJob(trx, { jobId, revisionId, accountId });
    return { errors: undefined, state: job.state, employerId: job.employer_id, revisionId };
  });
  if (written.errors) return { kind: "wrong", errors: written.errors };
  if (written.edited) return { kind: "edited", outcome: written.edited };
  if (written.state === "changes_requested") return { kind: "resubmitted" };
  const { employerId, revisionId } = written;
  const lock = (trx: Trx) => lockWritableJob(trx, accountId, jobId);
  return payForRevision(db, { accountId, employerId, jobId, revisionId, payBy, seenCents, lock });
}

/** The last part of a job's address; the id at its end is what finds the job. */
export function slugOf(title: string, jobId: JobId): string {
  const words = slugify(title, { decamelize: false }).slice(0, 150).replace(/-+$/, "");
  return words ? `${words}-${jobId}` : jobId;
}
