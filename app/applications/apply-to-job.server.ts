import type { Account } from "~/accounts/account.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { ApplicationId, FileId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findApplicationToJob } from "./application.queries.server.ts";
import { judgeScreening, type Screening } from "./asked-questions.server.ts";
import { findKeptUpload } from "./keep-upload.server.ts";
import { rememberAnswers, storeResume } from "./kept/keep-for-next-time.server.ts";
import { takeResume, UPLOAD_GONE } from "./take-resume.server.ts";
import { assertApplicable, lockApproved, writeApplication } from "./write-application.server.ts";

export { UPLOAD_GONE };

/**
 * Sends a seeker's application: the letter, the answers, the résumé, and the name and address of the account.
 * Whoever has applied to this job already gets the first application back, and nothing is written; of two at once one is
 * the first.
 * @param input.fileId a pending upload of the same account, or its stored résumé
 * @param input.screening what the page asked and what was answered; left out where the page asked nothing
 * @param input.remember whether the résumé and the answers are kept for the next application
 * @throws DomainError `not-found`; `conflict` when the job takes no applications here (any more), or asks other questions
 * than the page did; `invalid` when the résumé is gone (field `resume`) or an answer is none (its field); `too-many`.
 */
export async function applyToJob(
  db: Db,
  input: {
    account: Account;
    jobId: JobId;
    letter: string;
    fileId: FileId;
    clientAddress: string;
    screening?: Screening;
    remember?: boolean;
  },
): Promise<{ applicationId: ApplicationId; already: boolean }> {
  const { account, jobId, fileId, letter } = input;
  const earlier = await findApplicationToJob(db, account.id, jobId);
  if (earlier) return { applicationId: earlier.id, already: true };
  await countAttempt("apply", { address: input.clientAddress, account: account.id });
  const kept = await findKeptUpload(db, account.id, fileId);

  return transact(db, async (trx) => {
    // The lock keeps the job open until the commit, and lets this person's second application see the first.
    const job = await lockApproved(trx, jobId);
    const first = await findApplicationToJob(trx, account.id, jobId);
    if (first) return { applicationId: first.id, already: true };
    assertApplicable(job);
    const answered = await judgeScreening(trx, job, input.screening ?? { revisionId: null, answers: {} });
    if (!kept) throw new DomainError("invalid", UPLOAD_GONE, "resume");
    await takeResume(trx, account.id, fileId);
    const { name, email } = account;
    const applicationId = await writeApplication(trx, jobId, {
      ...{ accountId: account.id, from: null, name, email, letter, fileId },
      ...{ revisionId: job.revisionId, answered },
    });
    if (input.remember) {
      await storeResume(trx, account.id, fileId);
      await rememberAnswers(trx, account.id, answered);
    }
    return { applicationId, already: false };
  });
}
