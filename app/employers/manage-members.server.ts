import "./employer.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { deleteMember, findRole, hasOtherOwner, lockEmployer, updateRole } from "./member.queries.server.ts";
import type { MemberRole } from "./member-roles.ts";
import { lockForOwner } from "./require-owner.server.ts";

export { listMembers } from "./member.queries.server.ts";
export { listOpenInvitations } from "./invitation.queries.server.ts";

const GONE = "This person does not belong to the organization any more.";

/**
 * Gives a member another role. An organization always keeps an owner who can sign in.
 * @param input.from the role that the page showed.
 * @throws DomainError `not-found` for anybody but a member; `invalid` for a recruiter; `conflict` when it is the last
 *   owner's, or the role is another one by now.
 */
export async function changeRole(
  db: Db,
  input: { actorId: AccountId; employerId: EmployerId; memberId: AccountId; role: MemberRole; from: MemberRole },
): Promise<void> {
  const { actorId, employerId, memberId, role } = input;
  await transact(db, async (trx) => {
    await lockForOwner(trx, actorId, employerId, "changes roles");
    const current = await findRole(trx, employerId, memberId);
    if (!current) throw new DomainError("conflict", GONE);
    if (current !== input.from)
      throw new DomainError("conflict", "Somebody changed this role in the meantime. This is how it stands now.");
    if (current === role) return;
    if (current === "owner") await keepAnOwner(trx, employerId, memberId);
    await updateRole(trx, { employerId, accountId: memberId, role });
    await recordAudit(trx, {
      actor: byAccount(actorId),
      action: "member.role",
      subject: { kind: "employer", id: employerId },
      detail: { member: memberId, from: current, to: role },
    });
    if (memberId !== actorId)
      await enqueueTask(trx, "employer.member-mail", { employerId, accountId: memberId, event: role });
  });
}

/**
 * Takes a member out of the organization: an owner anybody, everybody themselves. From the commit on their requests find
 * nothing of it, since each one reads the membership.
 * @throws DomainError `not-found` for anybody but a member; `invalid` for a recruiter removing another; `conflict` when
 *   it is the last owner, or no member any more.
 */
export async function removeMember(
  db: Db,
  input: { actorId: AccountId; employerId: EmployerId; memberId: AccountId },
): Promise<void> {
  const { actorId, employerId, memberId } = input;
  const leaves = actorId === memberId;
  await transact(db, async (trx) => {
    if (leaves) await lockEmployer(trx, employerId);
    else await lockForOwner(trx, actorId, employerId, "removes people");
    const current = await findRole(trx, employerId, memberId);
    if (!current) throw leaves ? new DomainError("not-found", GONE) : new DomainError("conflict", GONE);
    if (current === "owner") await keepAnOwner(trx, employerId, memberId);
    await deleteMember(trx, employerId, memberId);
    await recordAudit(trx, {
      actor: byAccount(actorId),
      action: leaves ? "member.leave" : "member.remove",
      subject: { kind: "employer", id: employerId },
      detail: { member: memberId, role: current },
    });
    const event = leaves ? "left" : "removed";
    await enqueueTask(trx, "employer.member-mail", { employerId, accountId: memberId, event });
  });
}

/** Without an owner nobody could buy, invite or remove any more. */
async function keepAnOwner(trx: Trx, employerId: EmployerId, memberId: AccountId): Promise<void> {
  if (!(await hasOtherOwner(trx, employerId, memberId)))
    throw new DomainError("conflict", "This is the last owner. Make somebody else an owner first.");
}
