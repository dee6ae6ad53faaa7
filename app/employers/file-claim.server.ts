import "./employer.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type ClaimId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { endClaim, findNewestClaim, insertClaim, lockClaim } from "./claim.queries.server.ts";
import { findEmployer } from "./employer.queries.server.ts";
import { isClaimable } from "./claim.ts";
import { findRole, lockEmployer } from "./member.queries.server.ts";

export { findNewestClaim, listClaimedBy } from "./claim.queries.server.ts";

/**
 * Puts a claim on an employer into the moderators' queue, and mails a link to the address at work, unless that is the
 * account's own. The caller has checked that the public knows the employer.
 * @throws DomainError `not-found` when it stands for nobody in particular; `conflict` for a member, and while an earlier
 *   claim of this person is open; `too-many`.
 */
export async function fileClaim(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; workEmail: string; evidence: string; clientAddress: string },
): Promise<ClaimId> {
  const { accountId, employerId, workEmail, evidence } = input;
  await countAttempt("claim", { address: input.clientAddress, account: accountId });
  const isOwn = (await findAccount(db, accountId))?.email === workEmail;
  if (!isOwn) await countAttempt("mail-to", { address: input.clientAddress, account: workEmail });
  return transact(db, async (trx) => {
    await lockEmployer(trx, employerId);
    const employer = await findEmployer(trx, employerId);
    if (!employer || !isClaimable(employer) || employer.bannedAt)
      throw new DomainError("not-found", "There is no such organization.");
    if (await findRole(trx, employerId, accountId))
      throw new DomainError("conflict", "You belong to this organization already.");
    if ((await findNewestClaim(trx, employerId, accountId))?.state === "open")
      throw new DomainError("conflict", "Your claim waits for a moderator already.");
    const id: ClaimId = newId<"claim">();
    await insertClaim(trx, { id, employer_id: employerId, account_id: accountId, work_email: workEmail, evidence });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "claim.file",
      subject: { kind: "employer", id: employerId },
      detail: { claim: id },
    });
    if (!isOwn) await enqueueTask(trx, "employer.claim-address-mail", { claimId: id });
    return id;
  });
}

/** Takes one's open claim back. @throws DomainError `conflict` when none is open any more. */
export async function withdrawClaim(db: Db, accountId: AccountId, employerId: EmployerId): Promise<void> {
  await transact(db, async (trx) => {
    await lockEmployer(trx, employerId);
    const newest = await findNewestClaim(trx, employerId, accountId);
    const claim = newest && (await lockClaim(trx, newest.id));
    if (claim?.state !== "open") throw new DomainError("conflict", "This claim was decided or withdrawn already.");
    await endClaim(trx, claim.id, { state: "withdrawn" });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "claim.withdraw",
      subject: { kind: "employer", id: employerId },
      detail: { claim: claim.id },
    });
  });
}
