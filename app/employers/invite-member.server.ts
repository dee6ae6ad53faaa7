import "./employer.tasks.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { DAY, later, MINUTE, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type InvitationId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import {
  findOpenInvitation,
  insertInvitation,
  listOpenInvitations,
  lockInvitation,
  updateInvitation,
} from "./invitation.queries.server.ts";
import { INVITATION_DAYS, MINUTES_BETWEEN_SENDS, MOST_MEMBERS, MOST_SENDS } from "./member.ts";
import { countMembers, isMemberAddress } from "./member.queries.server.ts";
import type { MemberRole } from "./member-roles.ts";
import { lockForOwner, requireOwner } from "./require-owner.server.ts";

const WISH = "invites people";
const GONE = "This invitation was answered or withdrawn by now.";

/**
 * Invites the person of an address by mail. Whether the address has an account is not asked, so nobody learns it.
 * @returns the invitation. @throws DomainError `not-found` for anybody but a member, `invalid`, `conflict` (field
 *   `email`), `too-many`.
 */
export async function inviteMember(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; email: string; role: MemberRole; clientAddress: string },
): Promise<InvitationId> {
  const { accountId, employerId, email, role } = input;
  await requireOwner(db, accountId, employerId, WISH);
  await countAttempt("invite", { address: input.clientAddress, account: accountId });
  await countAttempt("mail-to", { address: input.clientAddress, account: email });
  return transact(db, async (trx) => {
    await lockForOwner(trx, accountId, employerId, WISH);
    if (await isMemberAddress(trx, employerId, email))
      throw new DomainError("conflict", "This person belongs to the organization already.", "email");
    if (await findOpenInvitation(trx, employerId, email))
      throw new DomainError("conflict", "This address is invited already. Send that invitation again below.", "email");
    const people = (await countMembers(trx, employerId)) + (await listOpenInvitations(trx, employerId)).length;
    if (people >= MOST_MEMBERS)
      throw new DomainError("invalid", `An organization has at most ${MOST_MEMBERS} people, invited ones included.`);
    const id: InvitationId = newId<"invitation">();
    const expires_at = later(now(), INVITATION_DAYS * DAY);
    await insertInvitation(trx, { id, employer_id: employerId, email, role, invited_by: accountId, expires_at });
    await enqueueTask(trx, "employer.invitation-mail", { invitationId: id });
    await audit(trx, "member.invite", accountId, employerId, { invitation: id, role });
    return id;
  });
}

/**
 * Mails an open or expired invitation again, with a new link; the earlier links stop working.
 * @throws DomainError `not-found`, `invalid`, `conflict`, `too-many`.
 */
export async function resendInvitation(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; invitationId: InvitationId; clientAddress: string },
): Promise<{ email: string }> {
  const { accountId, employerId, invitationId } = input;
  await countAttempt("invite", { address: input.clientAddress, account: accountId });
  return transact(db, async (trx) => {
    await lockForOwner(trx, accountId, employerId, WISH);
    const invitation = await ownOpenInvitation(trx, employerId, invitationId);
    if (invitation.sends >= MOST_SENDS)
      throw new DomainError(
        "too-many",
        `This invitation was sent ${MOST_SENDS} times. Withdraw it and ask the person for another address.`,
      );
    const at = now();
    if (later(invitation.sent_at, MINUTES_BETWEEN_SENDS * MINUTE) > at)
      throw new DomainError(
        "too-many",
        `It was sent a moment ago. Wait ${MINUTES_BETWEEN_SENDS} minutes before you send it again.`,
      );
    await updateInvitation(trx, invitationId, {
      token_hash: null,
      expires_at: later(at, INVITATION_DAYS * DAY),
      sends: invitation.sends + 1,
      sent_at: at,
    });
    await enqueueTask(trx, "employer.invitation-mail", { invitationId });
    await audit(trx, "member.invite-again", accountId, employerId, { invitation: invitationId });
    return { email: invitation.email };
  });
}

/** Withdraws an invitation: its link stops working. @throws DomainError `not-found`, `invalid`, `conflict`. */
export async function revokeInvitation(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; invitationId: InvitationId },
): Promise<{ email: string }> {
  const { accountId, employerId, invitationId } = input;
  return transact(db, async (trx) => {
    await lockForOwner(trx, accountId, employerId, WISH);
    const { email } = await ownOpenInvitation(trx, employerId, invitationId);
    await updateInvitation(trx, invitationId, { state: "revoked", open_email: null, token_hash: null });
    await audit(trx, "member.revoke-invitation", accountId, employerId, { invitation: invitationId });
    return { email };
  });
}

/** Another organization's invitation is not there. */
async function ownOpenInvitation(trx: Trx, employerId: EmployerId, id: InvitationId) {
  const invitation = await lockInvitation(trx, id);
  if (invitation?.employer_id !== employerId) throw new DomainError("not-found", "There is no such invitation.");
  if (invitation.state !== "open") throw new DomainError("conflict", GONE);
  return invitation;
}

function audit(
  trx: Trx,
  action: string,
  accountId: AccountId,
  employerId: EmployerId,
  detail: Record<string, string>,
): Promise<void> {
  return recordAudit(trx, {
    actor: byAccount(accountId),
    action,
    subject: { kind: "employer", id: employerId },
    detail,
  });
}
