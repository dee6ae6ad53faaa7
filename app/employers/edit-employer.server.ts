import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { companyDomain } from "./company-domain.server.ts";
import { hasPublicJobs, updateEmployer } from "./employer.queries.server.ts";
import { employerChanged } from "./employer-changed.server.ts";
import { foldName, type Employer, type EmployerInput } from "./employer.ts";
import { requireFreeName } from "./find-namesake.server.ts";
import { lockForOwner } from "./require-owner.server.ts";

/**
 * Changes what an organization says about itself. The name is fixed once it is verified or stands on a reviewed job; the
 * domain of a verified one is fixed too.
 * @param seenVersion the one that the form showed.
 * @throws DomainError `not-found` for anybody but a member, `invalid`, `conflict` when it was changed meanwhile.
 */
export async function editEmployer(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
  input: EmployerInput,
  seenVersion: number,
): Promise<void> {
  await transact(db, async (trx) => {
    const employer = await lockForOwner(trx, accountId, employerId, "may change it");
    if (employer.version !== seenVersion)
      throw new DomainError("conflict", "The organization was changed since you opened this page. Nothing was saved.");
    if (foldName(input.name) !== foldName(employer.name)) await requireFreeName(trx, input.name);
    const verified = employer.verification !== "unverified";
    if (input.name !== employer.name && (verified || (await hasPublicJobs(trx, employerId))))
      throw new DomainError(
        "invalid",
        "The name is part of what was verified and reviewed. Write to us to change it.",
        "name",
      );
    if (verified && domainOf(input) !== (employer.verifiedDomain ?? domainOf(employer)))
      throw new DomainError(
        "invalid",
        "Its domain is what was verified. Give the verification up before you enter another one.",
        "website",
      );
    await updateEmployer(trx, employerId, { ...input, version: employer.version + 1 });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "employer.edit",
      subject: { kind: "employer", id: employerId },
    });
    await employerChanged(trx, employerId);
  });
}

const domainOf = ({ website }: Pick<Employer, "website">) => companyDomain(website) ?? null;
