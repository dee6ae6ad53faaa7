import slugify from "@sindresorhus/slugify";
import { byAccount } from "~/audit/record-audit.server.ts";
import { getActivePlan } from "~/billing/find-order.server.ts";
import { closeCheckoutsOfJob, openCheckout, SINGLE_POST } from "~/billing/open-checkout.server.ts";
import { holdCredit } from "~/billing/use-right.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type JobId, type OrderId, type RevisionId, type TermId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { JobContent } from "./job-content.ts";
import { insertRevision, listContents } from "./job-content.queries.server.ts";
import { findLatestRevision, updateSlug } from "./job-draft.queries.server.ts";
import { judgePostForm } from "./judge-post-form.server.ts";
import type { PostErrors } from "./post-form.ts";
import { lockWritableJob } from "./save-draft.server.ts";
import { readForm } from "./start-draft.server.ts";
import { resubmitJob, submitJob } from "./submit-job.server.ts";
import { errorText } from "~/tasks/error-text.ts";

/** What became of a submission: it waits for a card at `url`, is with the moderators, or has errors to mend first. */
export type Submission =
  | { kind: "checkout"; url: string }
  /** Paid for already: an earlier checkout turned out to be done. */
  | { kind: "paid"; orderId: OrderId }
  /** A credit is held for it. */
  | { kind: "credit" }
  | { kind: "resubmitted" }
  | { kind: "wrong"; errors: PostErrors };

/**
 * Submits a draft as it is saved. Its words become a revision (the same words make no second one), and Stripe's Checkout
 * is opened for it, or a credit held; a job whose changes were asked for goes back to the moderators under the right it still holds.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when the job is past submitting, or no credit is
 * left; `unavailable` when Stripe does not answer: the draft and the revision stay, nothing is owed.
 */
export async function submitDraft(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  payBy: "card" | "credit" = "card",
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
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such job.");
  if (payBy === "credit") return submitForCredit(db, { accountId, jobId, revisionId });
  const purchase = { employerId, employerName: employer.name, jobId, revisionId, accountId };
  const { orderId, checkoutUrl } = await openCheckout(db, purchase);
  return checkoutUrl ? { kind: "checkout", url: checkoutUrl } : { kind: "paid", orderId };
}

/** Holds a credit for the revision and hands it to the moderators, both or neither. */
async function submitForCredit(
  db: Db,
  { accountId, jobId, revisionId }: { accountId: AccountId; jobId: JobId; revisionId: RevisionId },
): Promise<Submission> {
  try {
    const paid = await closeCheckoutsOfJob(db, jobId);
    if (paid) return { kind: "paid", orderId: paid };
  } catch (error) {
    // A page that stays open does no harm: whoever pays there finds the job's right held, and the card is let go.
    log.warn({ job: jobId, error: errorText(error) }, "an open checkout could not be closed");
  }
  await transact(db, async (trx) => {
    const { employer_id: employerId } = await lockWritableJob(trx, accountId, jobId);
    const termId: TermId = newId<"term">();
    const { days } = await holdCredit(trx, { employerId, termId });
    await submitJob(trx, {
      jobId,
      revisionId,
      termId,
      right: { kind: "credit", ref: `hold:${termId}` },
      days: days ?? (await getActivePlan(trx, SINGLE_POST)).term_days,
      actor: byAccount(accountId),
    });
  });
  return { kind: "credit" };
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
