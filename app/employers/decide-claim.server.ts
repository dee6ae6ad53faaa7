import "./employer.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, ClaimId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { ClaimDecision } from "./claim-forms.ts";
import type { Claim } from "./claim.ts";
import { endClaim, findClaim, listOpenClaims, lockClaim } from "./claim.queries.server.ts";
import { companyDomain, isMailProvider } from "./company-domain.server.ts";
import { findRole, insertMember, listMembers, lockEmployer } from "./member.queries.server.ts";
import type { Member } from "./member.ts";

export { countOpenClaims } from "./claim.queries.server.ts";

/** A page of the claims that wait, the oldest first, and the key of the next page. */
export async function listClaims(
  db: Db,
  options: { after?: ClaimId; limit: number },
): Promise<{ claims: Claim[]; next: ClaimId | undefined }> {
  const rows = await listOpenClaims(db, { ...options, limit: options.limit + 1 });
  const claims = rows.slice(0, options.limit);
  return { claims, next: rows.length > options.limit ? claims.at(-1)?.id : undefined };
}

/** What the address at work says: `own` is the employer's domain, as far as that is known. */
export type ClaimAddress = { domain: string; kind: "own" | "provider" | "other"; confirmed: boolean };
export type ShownClaim = { claim: Claim; address: ClaimAddress; domain: string | undefined; members: Member[] };

/** A claim with all that a moderator decides by; the caller has checked who asks. */
export async function showClaim(db: Db, id: ClaimId): Promise<ShownClaim | undefined> {
  const claim = await findClaim(db, id);
  if (!claim) return undefined;
  const domain = claim.verifiedDomain ?? companyDomain(claim.website);
  const at = claim.workEmail.slice(claim.workEmail.lastIndexOf("@") + 1);
  const kind = at === domain ? "own" : isMailProvider(at) ? "provider" : "other";
  return {
    claim,
    domain,
    address: { domain: at, kind, confirmed: claim.workEmail === claim.email || claim.workConfirmedAt !== null },
    members: await listMembers(db, claim.employerId),
  };
}

/**
 * A moderator's decision on a claim, once: an approval makes the claimant a member, and the owners are told who joined.
 * @throws DomainError `not-found`; `conflict` when it is decided or withdrawn already, or the moderator is a party.
 */
export async function decideClaim(
  db: Db,
  input: ClaimDecision & { claimId: ClaimId; moderatorId: AccountId },
): Promise<void> {
  const { claimId, moderatorId, decision, role, reason } = input;
  const known = await findClaim(db, claimId);
  if (!known) throw new DomainError("not-found", "There is no such claim.");
  const { employerId, accountId } = known;
  await transact(db, async (trx) => {
    await lockEmployer(trx, employerId);
    const claim = await lockClaim(trx, claimId);
    if (claim?.state !== "open")
      throw new DomainError("conflict", "Nothing was done: this claim was decided or withdrawn in the meantime.");
    if (accountId === moderatorId || (await findRole(trx, employerId, moderatorId)))
      throw new DomainError("conflict", "This concerns you or your own organization. Somebody else decides on it.");
    const approved = decision === "approve";
    await endClaim(trx, claimId, {
      state: approved ? "approved" : "rejected",
      role: approved ? role : null,
      reason,
      decided_by: moderatorId,
      decided_at: now(),
    });
    await recordAudit(trx, {
      actor: byAccount(moderatorId),
      action: approved ? "claim.approve" : "claim.reject",
      subject: { kind: "employer", id: employerId },
      // What the moderator wrote stands in the claim.
      detail: { claim: claimId, member: accountId, role: approved ? role : null },
    });
    if (approved && !(await findRole(trx, employerId, accountId))) {
      await insertMember(trx, { employerId, accountId, role });
      await enqueueTask(trx, "employer.member-mail", { employerId, accountId, event: "joined" });
    }
    await enqueueTask(trx, "employer.claim-mail", { claimId });
  });
}
