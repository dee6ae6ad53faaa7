import slugify from "@sindresorhus/slugify";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId, RevisionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { JobContent } from "./job-content.ts";
import { insertRevision, listContents } from "./job-content.queries.server.ts";
import { findLatestRevision, updateSlug } from "./job-draft.queries.server.ts";
import { judgePostForm } from "./judge-post-form.server.ts";
import { payForRevision, type PayBy, type Payment } from "./pay-for-revision.server.ts";
import type { PostErrors } from "./post-form.ts";
import { lockWritableJob } from "./save-draft.server.ts";
import { readForm } from "./start-draft.server.ts";
import { resubmitJob } from "./submit-job.server.ts";

/** What became of a submission: it is paid for in some way, went back to the moderators, or has errors to mend first. */
export type Submission = Payment | { kind: "resubmitted" } | { kind: "wrong"; errors: PostErrors };

/**
 * Submits a draft as it is saved. Its words become a revision (the same words make no second one), and Stripe's Checkout
 * is opened for it, a credit held, or the plan used; a job whose changes were asked for goes back to the moderators under the right it still holds.
 * @param seenCents the price that the page showed; undefined where it showed none.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is past submitting, no credit is
 * left, no plan works, or the price is another one by now; `unavailable` when Stripe does not answer: the draft and the revision stay,
 * nothing is owed.
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
    const revisionId = await writeRevision(trx, jobId, content, accountId);
    if (!job.posted_at) await updateSlug(trx, jobId, slugOf(content.title, jobId));
    if (job.state === "changes_requested") await resubmitJob(trx, { jobId, revisionId, accountId });
    return { errors: undefined, state: job.state, employerId: job.employer_id, revisionId };
  });
  if (written.errors) return { kind: "wrong", errors: written.errors };
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

/** The newest revision if it says the same, as after a declined card; else a new one. */
async function writeRevision(trx: Trx, jobId: JobId, content: JobContent, accountId: AccountId): Promise<RevisionId> {
  const latest = await findLatestRevision(trx, jobId);
  const before = latest && (await listContents(trx, [latest])).get(latest);
  if (latest && before && isSame(before, content)) return latest;
  return insertRevision(trx, jobId, content, accountId);
}

/** Whether two contents say the same; the order of states and keys says nothing. */
function isSame(one: JobContent, other: JobContent): boolean {
  const plain = (content: JobContent) =>
    JSON.stringify({ ...content, states: [...content.states].sort() }, (_, value: unknown) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  return plain(one) === plain(other);
}
