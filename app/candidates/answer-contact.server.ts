import "./candidate.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, ContactId, FileId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { blockEmployer } from "~/profiles/edit-profile.server.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { findContactTo, listResumes, lockContactTo, updateAnswer } from "./contact.queries.server.ts";
import { lockGate } from "./gate.server.ts";

const gone = () => new DomainError("not-found", "There is no such message.");

/**
 * Answers what an employer wrote. A yes shares the person's name, e-mail address and the résumé they chose, and only with
 * an employer that may write to candidates at that moment.
 * @throws DomainError `not-found` for a message to somebody else; `conflict` where it is answered already, or the employer
 *   may not write any more; `invalid` (field `resume`) for a résumé that the board does not keep of them.
 */
export async function answerContact(
  db: Db,
  accountId: AccountId,
  { contactId, answer, resume }: { contactId: ContactId; answer: "yes" | "no"; resume: FileId | null },
): Promise<void> {
  const contact = await findContactTo(db, accountId, contactId);
  if (!contact) throw gone();
  await transact(db, async (trx) => {
    const open = await lockGate(trx, contact.employerId);
    const row = await lockContactTo(trx, accountId, contactId);
    if (!row) throw gone();
    if (row.state !== "sent") throw new DomainError("conflict", "You have answered this message already.");
    if (answer === "yes" && !open)
      throw new DomainError(
        "conflict",
        "This employer may not write to candidates just now, so nothing of yours is shared with it. You can still say no.",
      );
    const fileId = answer === "yes" ? resume : null;
    if (fileId && !(await listResumes(trx, accountId)).some(({ id }) => id === fileId))
      throw new DomainError("invalid", "The board does not keep this résumé any more. Choose another", "resume");
    await updateAnswer(trx, contactId, { state: answer, fileId, at: now() });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "candidate.answer",
      subject: { kind: "employer", id: contact.employerId },
      detail: { contact: contactId, answer },
    });
    if (answer === "yes") await enqueueTask(trx, "candidate.answer-mail", { contactId });
  });
}

/**
 * Says no where nothing was said yet, and keeps the employer from ever seeing the person again.
 * @returns the message. @throws DomainError `not-found` for a message to somebody else; `invalid` as `blockEmployer`.
 */
export async function blockContact(db: Db, accountId: AccountId, contactId: ContactId) {
  const contact = await findContactTo(db, accountId, contactId);
  if (!contact) throw gone();
  try {
    await answerContact(db, accountId, { contactId, answer: "no", resume: null });
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "conflict")) throw error;
  }
  const { blocked } = await showProfile(db, accountId);
  if (!blocked.some(({ id }) => id === contact.employerId))
    await blockEmployer(db, { accountId, seen: null }, contact.employerId);
  return contact;
}
