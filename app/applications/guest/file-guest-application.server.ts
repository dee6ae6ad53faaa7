import "../application.tasks.ts";
import { CONSENT_VERSION } from "~/accounts/account.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type FileId, type GuestApplicationId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { judgeScreening, type Screening } from "../asked-questions.server.ts";
import { UPLOAD_GONE } from "../take-resume.server.ts";
import { assertApplicable, lockApproved } from "../write-application.server.ts";
import {
  extendFile,
  findByFile,
  findGuestApplication,
  insertGuestApplication,
  lockGuestFile,
} from "./guest.queries.server.ts";

/** How long a guest has to follow the link in the mail. Then the application is deleted with its file. */
export const CONFIRM_LIFE = 2 * DAY;

/**
 * Takes a guest's application. Nothing of it reaches the employer before the link in a mail to `email` was followed.
 * The answer and the work are the same whether the address has an account, has applied already, or neither: only its
 * mailbox learns that.
 * @param input.fileId a guest's upload that waits
 * @throws DomainError `conflict`, `invalid`, `not-found` as `applyToJob`; `too-many` also when the address was written to
 * too often.
 */
export async function fileGuestApplication(
  db: Db,
  input: {
    jobId: JobId;
    name: string;
    email: string;
    letter: string;
    fileId: FileId;
    clientAddress: string;
    screening: Screening;
  },
): Promise<GuestApplicationId> {
  const { jobId, name, email, letter, fileId, clientAddress } = input;
  await countMail(clientAddress, email, jobId);
  return transact(db, async (trx) => {
    const job = await lockApproved(trx, jobId);
    // A form that was posted twice is one application.
    const first = await findByFile(trx, fileId);
    if (first?.job_id === jobId && first.email === email) return first.id;
    assertApplicable(job);
    const answered = await judgeScreening(trx, job, input.screening);
    if (first || !(await lockGuestFile(trx, fileId))) throw new DomainError("invalid", UPLOAD_GONE, "resume");
    const id: GuestApplicationId = newId<"guest-application">();
    const at = now();
    const expires_at = later(at, CONFIRM_LIFE);
    await extendFile(trx, fileId, expires_at);
    await insertGuestApplication(trx, {
      ...{ id, name, email, letter, expires_at },
      ...{ job_id: jobId, file_id: fileId, revision_id: job.revisionId },
      answers: JSON.stringify(answered.map(({ answer }) => answer)),
      consent_version: CONSENT_VERSION,
      created_at: at,
    });
    await enqueueTask(trx, "application.guest-mail", { guestApplicationId: id });
    return id;
  });
}

/**
 * Sends the mail of an application that waits once more; only the newest link works. Whoever asks learns nothing: for one
 * that does not wait, nothing happens.
 * @throws DomainError `too-many`.
 */
export async function mailGuestAgain(db: Db, id: GuestApplicationId, clientAddress: string): Promise<void> {
  const waiting = await findGuestApplication(db, id);
  await countMail(clientAddress, waiting?.email ?? id, waiting?.job_id ?? id);
  if (waiting) await enqueueTask(db, "application.guest-mail", { guestApplicationId: id });
}

/** Every mail is counted before it is sent: for the sender, the address with the job, and the address. */
async function countMail(address: string, email: string, about: string): Promise<void> {
  await countAttempt("guest-apply", { address, account: `${email} ${about}` });
  await countAttempt("guest-apply-to", { address, account: email });
}
