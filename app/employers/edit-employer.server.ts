import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findEmployerForMember, hasPublicJobs, updateEmployer } from "./employer.queries.server.ts";
import type { EmployerInput } from "./employer.ts";

/**
 * Changes what an organization says about itself. The name is fixed once it is
 * verified or stands on a reviewed job.
 * The domain of a verified one is fixed too.
 * @throws DomainError `not-found` for anybody but a member, `invalid`.
 */
export async function editEmployer(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
  input: EmployerInput,
): Promise<void> {
  await transact(db, async (trx) => {
    const employer = await findEmployerForMember(trx, accountId, employerId);
    if (!employer) throw new DomainError("not-found", "There is no such organization.");
    if (employer.role !== "owner") throw new DomainError("invalid", "Only an owner may change the organization.");
    if (
      input.name !== employer.name &&
      (employer.verification !== "unverified" || (await hasPublicJobs(trx, employerId)))
    )
      throw new DomainError(
        "invalid",
        "The name is part of what was verified and reviewed. Write to us to change it.",
        "name",
      );
    if (employer.verification !== "unverified" && hostOf(input.website) !== hostOf(employer.website))
      throw new DomainError("invalid", "The domain is what was verified. Write to us to change it.", "website");
    await updateEmployer(trx, employerId, input);
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "employer.edit",
      subject: { kind: "employer", id: employerId },
    });
  });
}

const hostOf = (website: string | null) => (website && URL.canParse(website) ? new URL(website).hostname : null);
