import "./employer.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { companyDomain } from "./company-domain.server.ts";
import { findEmployer, updateEmployer } from "./employer.queries.server.ts";
import { employerChanged } from "./employer-changed.server.ts";
import { foldName, type Employer } from "./employer.ts";
import { requireFreeName } from "./find-namesake.server.ts";
import { lockEmployer } from "./member.queries.server.ts";
import { setUnverified } from "./set-verification.server.ts";

/** What an admin found wrong, and says to the owners in their mail. */
export type Correction = { employerId: EmployerId; reason: string; adminId: AccountId };

/**
 * Corrects an organization's name or website, which its owners cannot once it was reviewed or verified. Its address on
 * the board stays, so links do; its jobs follow in search, cards and feeds. The owners are mailed old, new and `reason`.
 * @param act.seen the version that the form showed. @returns false when nothing differs.
 * @throws DomainError `not-found`; `conflict` when it was changed meanwhile, or the name is another's; `invalid` beside
 *   `website` when it would leave the domain that was verified.
 */
export async function correctEmployer(
  db: Db,
  act: Correction & { name: string; website: string | null; seen: number },
): Promise<boolean> {
  const { employerId, name, website, seen, reason, adminId } = act;
  return transact(db, async (trx) => {
    const employer = await lockForAdmin(trx, employerId);
    if (employer.name === name && employer.website === website) return false;
    if (employer.version !== seen)
      throw new DomainError(
        "conflict",
        `It was changed meanwhile: its name is ${employer.name}, its website ${employer.website ?? "none"}. Nothing was saved.`,
      );
    if (foldName(name) !== foldName(employer.name)) await requireFreeName(trx, name);
    const domain = companyDomain(website) ?? null;
    if (
      employer.verification !== "unverified" &&
      domain !== (employer.verifiedDomain ?? companyDomain(employer.website))
    )
      throw new DomainError("invalid", "Its domain is what was verified. Take the verification back first.", "website");
    await updateEmployer(trx, employerId, { name, website, version: employer.version + 1 });
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "employer.correct",
      subject: { kind: "employer", id: employerId },
      detail: { name: employer.name !== name, website: employer.website !== website, version: employer.version + 1 },
    });
    const before = { name: employer.name, website: employer.website };
    await enqueueTask(trx, "employer.corrected-mail", { employerId, reason, before, after: { name, website } });
    await employerChanged(trx, employerId);
    return true;
  });
}

/**
 * Takes an organization's verification back as an act of an admin. No check of the board's brings it back, only an owner
 * who proves the domain anew. The owners are mailed `reason`. @returns false when it was not verified. @throws DomainError `not-found`.
 */
export async function takeVerification(db: Db, act: Correction): Promise<boolean> {
  const { employerId, reason, adminId } = act;
  return transact(db, async (trx) => {
    const employer = await lockForAdmin(trx, employerId);
    if (employer.verification === "unverified") return false;
    const domain = employer.verifiedDomain;
    await setUnverified(trx, employerId, { why: "by-staff", domain, reason, actor: byAccount(adminId) });
    return true;
  });
}

async function lockForAdmin(trx: Trx, employerId: EmployerId): Promise<Employer> {
  await lockEmployer(trx, employerId);
  const employer = await findEmployer(trx, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  return employer;
}
