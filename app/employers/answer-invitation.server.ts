import "./employer.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, InvitationId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import {
  findInvitationRow,
  findReadableInvitation,
  lockInvitation,
  updateInvitation,
  type InvitationRow,
} from "./invitation.queries.server.ts";
import type { ReadInvitation } from "./member.ts";
import { findRole, insertMember, lockEmployer } from "./member.queries.server.ts";

export { findJoinedEmployer, listInvitationsTo } from "./invitation.queries.server.ts";

/**
 * The open invitation, for whoever holds its mailed link (`token`) or is signed in with the address it was sent to.
 * Undefined for everybody else, and once it was answered, withdrawn, sent again or has expired.
 */
export async function readInvitation(
  db: Db,
  id: InvitationId,
  by: { token?: string; email?: string },
): Promise<ReadInvitation | undefined> {
  return findReadableInvitation(db, id, { email: by.email, tokenHash: by.token ? hashToken(by.token) : undefined });
}

/**
 * Makes the account a member. The account's confirmed address must be the invited one: the sign-in proves what the
 * mailed link proves, so the link need not survive a sign-up. An invitation is answered once.
 * @returns the organization. @throws DomainError `not-found` for anybody else, `conflict` when it does not stand any more.
 */
export async function acceptInvitation(db: Db, accountId: AccountId, id: InvitationId): Promise<EmployerId> {
  return transact(db, async (trx) => {
    const invitation = await lockForInvited(trx, accountId, id);
    const { employer_id: employerId, role } = invitation;
    await updateInvitation(trx, id, { state: "accepted", open_email: null, token_hash: null });
    if (await findRole(trx, employerId, accountId)) return employerId;
    await insertMember(trx, { employerId, accountId, role });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "member.join",
      subject: { kind: "employer", id: employerId },
      detail: { invitation: id, role },
    });
    await enqueueTask(trx, "employer.member-mail", { employerId, accountId, event: "joined" });
    return employerId;
  });
}

/** Says no; the owners see that it is gone. @throws as `acceptInvitation`. */
export async function declineInvitation(db: Db, accountId: AccountId, id: InvitationId): Promise<void> {
  await transact(db, async (trx) => {
    const { employer_id } = await lockForInvited(trx, accountId, id);
    await updateInvitation(trx, id, { state: "declined", open_email: null, token_hash: null });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "member.decline",
      subject: { kind: "employer", id: employer_id },
      detail: { invitation: id },
    });
  });
}

/** Locks the organization, then the invitation, as everything that changes them does. */
async function lockForInvited(trx: Trx, accountId: AccountId, id: InvitationId): Promise<InvitationRow> {
  const gone = new DomainError("not-found", "There is no such invitation.");
  const known = await findInvitationRow(trx, id);
  if (!known || !(await lockEmployer(trx, known.employer_id))) throw gone;
  const invitation = await lockInvitation(trx, id);
  const account = await findAccount(trx, accountId);
  if (!invitation || !account?.email_verified_at || account.email !== invitation.email) throw gone;
  if (invitation.state !== "open" || invitation.expires_at <= now())
    throw new DomainError("conflict", "This invitation was withdrawn or is too old. Ask for another one.");
  return invitation;
}
