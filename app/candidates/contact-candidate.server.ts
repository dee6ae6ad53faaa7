import "./candidate.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { lockForMember } from "~/employers/require-owner.server.ts";
import { isListed } from "~/jobs/job.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import {
  newId,
  type AccountId,
  type CandidateId,
  type ContactId,
  type EmployerId,
  type JobId,
} from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockVisible } from "./candidate.queries.server.ts";
import { MOST_RECEIVED, MOST_SENT, WAIT_DAYS } from "./contact.ts";
import { countReceived, countSent, insertContact, listBetween, lockOwnJob } from "./contact.queries.server.ts";
import { lockGate } from "./gate.server.ts";
import { findSeen } from "./sight.queries.server.ts";

const gone = () => new DomainError("not-found", "There is no such candidate.");

/**
 * Writes to a candidate for a member of an organization, about one of its listed jobs. Everything that must hold is looked
 * at under locks: a person who hides, or a plan that ends, at the same moment is either seen here or comes after.
 * @throws DomainError `not-found` for anybody but a member, and for a person who may not be found by now; `conflict` where
 *   the organization may not write at all, not to this person any more or not yet; `too-many`; `invalid` (field `job`).
 */
export async function contactCandidate(
  db: Db,
  by: { accountId: AccountId; employerId: EmployerId },
  { candidateId, jobId, message }: { candidateId: CandidateId; jobId: JobId; message: string },
): Promise<ContactId> {
  const { employerId } = by;
  return transact(db, async (trx) => {
    await lockForMember(trx, by.accountId, employerId);
    if (!(await lockGate(trx, employerId)))
      throw new DomainError(
        "conflict",
        "Your organization cannot write to candidates just now: its verification or its plan ended. Nothing was sent.",
      );
    const accountId = await findSeen(trx, employerId, candidateId);
    if (!accountId || !(await lockVisible(trx, employerId, accountId))) throw gone();
    const job = await lockOwnJob(trx, employerId, jobId);
    if (!job || !isListed(job, now()))
      throw new DomainError("invalid", "This job is not listed. Choose another", "job");

    const at = now();
    const earlier = await listBetween(trx, employerId, accountId);
    if (earlier.some(({ state }) => state === "no"))
      throw new DomainError("conflict", "This person said no to your organization, and is not written to again.");
    if (earlier.some(({ job_id }) => job_id === jobId))
      throw new DomainError("conflict", "Your organization has written to this person about this job already.");
    const waiting = later(at, -WAIT_DAYS * DAY);
    if (earlier.some(({ state, created_at }) => state === "sent" && created_at > waiting))
      throw new DomainError(
        "conflict",
        `This person has not answered your organization’s last message yet. Write again when they have, or after ${WAIT_DAYS} days.`,
      );
    if ((await countSent(trx, employerId, later(at, -DAY))) >= MOST_SENT)
      throw new DomainError(
        "too-many",
        `Your organization may write to ${MOST_SENT} candidates in a day. Nothing was sent.`,
      );
    if ((await countReceived(trx, accountId, later(at, -DAY))) >= MOST_RECEIVED)
      throw new DomainError("too-many", "This person got many messages today. Write to them tomorrow.");

    const id: ContactId = newId<"contact">();
    const ids = { id, employer_id: employerId, account_id: accountId, job_id: jobId, sender_id: by.accountId };
    await insertContact(trx, { ...ids, message, created_at: at });
    await recordAudit(trx, {
      actor: byAccount(by.accountId),
      action: "candidate.contact",
      subject: { kind: "employer", id: employerId },
      detail: { contact: id, job: jobId },
    });
    await enqueueTask(trx, "candidate.contact-mail", { contactId: id });
    return id;
  });
}
