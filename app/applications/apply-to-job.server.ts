import "./application.tasks.ts";
import type { Account } from "~/accounts/account.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findJob, lockJob } from "~/jobs/find-job.server.ts";
import { publicStatus } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type ApplicationId, type FileId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { insertAnswers } from "./answer.queries.server.ts";
import { judgeScreening, type Screening } from "./asked-questions.server.ts";
import { findApplicationToJob, insertApplication, insertApplicationEvent } from "./application.queries.server.ts";
import { howToApply, takesApplications } from "./how-to-apply.ts";
import { findKeptUpload } from "./keep-upload.server.ts";
import { keepFile, lockPendingUpload } from "./upload.queries.server.ts";

/** Said beside the file field when the upload that a form names is not there any more. */
export const UPLOAD_GONE = "The résumé is no longer kept. Choose it again.";

/**
 * Sends a seeker's application: the letter, the answers, the kept résumé, and the name and address of the account.
 * Whoever has applied to this job already gets the first application back, and nothing is written; of two at once one is
 * the first.
 * @param input.fileId a pending upload of the same account
 * @param input.screening what the page asked and what was answered; left out where the page asked nothing
 * @throws DomainError `not-found`; `conflict` when the job takes no applications here (any more), or asks other questions
 * than the page did; `invalid` when the upload is gone (field `resume`) or an answer is none (its field); `too-many`.
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
  },
): Promise<{ applicationId: ApplicationId; already: boolean }> {
  const { account, jobId, fileId } = input;
  const earlier = await findApplicationToJob(db, account.id, jobId);
  if (earlier) return { applicationId: earlier.id, already: true };
  await countAttempt("apply", { address: input.clientAddress, account: account.id });
  const kept = await findKeptUpload(db, account.id, fileId);

  return transact(db, async (trx) => {
    // The lock keeps the job open until the commit, and lets this person's second application see the first.
    const locked = await lockJob(trx, jobId);
    const job = locked && (await findJob(trx, jobId, "approved"));
    if (!job) throw new DomainError("not-found", "There is no such job.");
    const first = await findApplicationToJob(trx, account.id, jobId);
    if (first) return { applicationId: first.id, already: true };
    const open = takesApplications(publicStatus(job, now()));
    const { how } = howToApply({ open, origin: job.origin, sourceUrl: job.sourceUrl, apply: job.content.apply });
    if (how === "over") throw new DomainError("conflict", "This job takes no more applications.");
    if (how === "elsewhere") throw new DomainError("conflict", "This job takes its applications elsewhere.");
    const answered = await judgeScreening(trx, job, input.screening ?? { revisionId: null, answers: {} });
    if (!kept || !(await lockPendingUpload(trx, account.id, fileId)))
      throw new DomainError("invalid", UPLOAD_GONE, "resume");

    const applicationId: ApplicationId = newId<"application">();
    await keepFile(trx, fileId);
    await insertApplication(trx, {
      id: applicationId,
      job_id: jobId,
      account_id: account.id,
      name: account.name,
      email: account.email,
      letter: input.letter,
      resume_file_id: fileId,
    });
    await insertAnswers(trx, applicationId, job.revisionId, answered);
    await insertApplicationEvent(trx, {
      applicationId,
      from: null,
      to: "received",
      side: "seeker",
      actorId: account.id,
    });
    await recordAudit(trx, {
      actor: byAccount(account.id),
      action: "application.apply",
      subject: { kind: "application", id: applicationId },
      detail: { job: jobId, file: fileId },
    });
    await enqueueTask(trx, "application.seeker-mail", { applicationId, state: "received" });
    await enqueueTask(trx, "application.employer-mail", { applicationId, event: "received" });
    return { applicationId, already: false };
  });
}
