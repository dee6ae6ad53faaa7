import "./application.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findJob, lockJob } from "~/jobs/find-job.server.ts";
import type { Job } from "~/jobs/job.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { publicStatus } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type ApplicationId, type FileId, type JobId, type RevisionId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { insertAnswers } from "./answer.queries.server.ts";
import { insertApplication, insertApplicationEvent } from "./application.queries.server.ts";
import { howToApply, takesApplications } from "./how-to-apply.ts";

/** Locks a job until the commit and gives it as approved. @throws DomainError `not-found`. */
export async function lockApproved(trx: Trx, jobId: JobId): Promise<Job> {
  const job = (await lockJob(trx, jobId)) && (await findJob(trx, jobId, "approved"));
  if (!job) throw new DomainError("not-found", "There is no such job.");
  return job;
}

/** @throws DomainError `conflict` when the job takes no applications on the board (any more). */
export function assertApplicable(job: Job): void {
  const open = takesApplications(publicStatus(job, now()));
  const { how } = howToApply({ open, origin: job.origin, sourceUrl: job.sourceUrl, apply: job.content.apply });
  if (how === "over") throw new DomainError("conflict", "This job takes no more applications.");
  if (how === "elsewhere") throw new DomainError("conflict", "This job takes its applications elsewhere.");
}

/** An application as it reaches the employer. */
export type Sent = {
  accountId: AccountId;
  /** A guest's was unconfirmed before. */
  from: "unconfirmed" | null;
  name: string;
  email: string;
  letter: string;
  fileId: FileId;
  revisionId: RevisionId;
  answered: readonly { question: ScreeningQuestion; answer: string | null }[];
};

/** Writes a received application with its history, audit row and mails. The caller has locked the job and checked all else. */
export async function writeApplication(trx: Trx, jobId: JobId, sent: Sent): Promise<ApplicationId> {
  const applicationId: ApplicationId = newId<"application">();
  const { accountId, fileId } = sent;
  await insertApplication(trx, {
    id: applicationId,
    job_id: jobId,
    account_id: accountId,
    name: sent.name,
    email: sent.email,
    letter: sent.letter,
    resume_file_id: fileId,
  });
  await insertAnswers(trx, applicationId, sent.revisionId, sent.answered);
  await insertApplicationEvent(trx, {
    applicationId,
    from: sent.from,
    to: "received",
    side: "seeker",
    actorId: accountId,
  });
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action: "application.apply",
    subject: { kind: "application", id: applicationId },
    detail: { job: jobId, file: fileId },
  });
  await enqueueTask(trx, "application.seeker-mail", { applicationId, state: "received" });
  await enqueueTask(trx, "application.employer-mail", { applicationId, event: "received" });
  return applicationId;
}
