import { hashToken } from "~/accounts/secret-token.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findNewestClaim, lockClaim, updateWorkAddress } from "./claim.queries.server.ts";
import { lockEmployer } from "./member.queries.server.ts";

/**
 * Notes that the claimant reads the mail of the address at work: `token` came there by `employer.claim-address-mail`. It
 * counts for the claimant alone, so that nobody confirms another's claim by a link that was meant for a colleague.
 * @throws DomainError `conflict` for any other token, a used one, and once the claim is decided or withdrawn.
 */
export async function confirmClaimAddress(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
  token: string,
): Promise<void> {
  await transact(db, async (trx) => {
    await lockEmployer(trx, employerId);
    const newest = await findNewestClaim(trx, employerId, accountId);
    const claim = newest && (await lockClaim(trx, newest.id));
    if (claim?.state !== "open" || claim.work_token_hash !== hashToken(token))
      throw new DomainError("conflict", "This link does not work: it was used, or your claim is decided or withdrawn.");
    await updateWorkAddress(trx, claim.id, { work_token_hash: null, work_confirmed_at: now() });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "claim.confirm-address",
      subject: { kind: "employer", id: employerId },
      detail: { claim: claim.id },
    });
  });
}
