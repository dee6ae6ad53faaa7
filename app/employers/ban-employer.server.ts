import { endSessionsOf } from "~/accounts/sessions.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { companyDomain } from "./company-domain.server.ts";
import { employerChanged } from "./employer-changed.server.ts";
import { foldName } from "./employer.ts";
import { listMemberIds, lockEmployerRow } from "./member.queries.server.ts";
import { findEmployer, listBannedWithTies, updateEmployer } from "./employer.queries.server.ts";
import { revokeOpenInvitations } from "./invitation.queries.server.ts";

/**
 * From the commit on nobody acts for the organization: its members are signed out everywhere, and its invitations are void.
 * They may sign in again, for other organizations and as seekers. The caller writes the sanction and the audit row.
 * @returns false when it is banned already, or not there.
 */
export async function closeEmployer(trx: Trx, employerId: EmployerId): Promise<boolean> {
  const employer = await lockEmployerRow(trx, employerId);
  if (!employer || employer.banned_at) return false;
  await updateEmployer(trx, employerId, { banned_at: now() });
  await revokeOpenInvitations(trx, employerId);
  await endSessionsOf(trx, await listMemberIds(trx, employerId));
  await employerChanged(trx, employerId);
  return true;
}

/** The members act for the organization again. @returns false when it is not banned. */
export async function reopenEmployer(trx: Trx, employerId: EmployerId): Promise<boolean> {
  const employer = await lockEmployerRow(trx, employerId);
  if (!employer?.banned_at) return false;
  await updateEmployer(trx, employerId, { banned_at: null });
  await employerChanged(trx, employerId);
  return true;
}

/** A banned organization, and what another one has in common with it. */
export type BannedKin = { id: EmployerId; name: string; shares: ("members" | "domain" | "name")[] };

/**
 * The banned organizations that this one may be again: it has a member of theirs, their domain, or their name. A remark for
 * moderators; it decides nothing. At most 20, those with the most in common first.
 */
export async function findBannedKin(db: Db, employerId: EmployerId): Promise<BannedKin[]> {
  const employer = await findEmployer(db, employerId);
  if (!employer) return [];
  const domains = domainsOf(employer);
  const name = foldName(employer.name);
  const kin: BannedKin[] = [];
  for (const banned of await listBannedWithTies(db, employerId)) {
    const shares: BannedKin["shares"] = [];
    if (banned.sharesMembers) shares.push("members");
    if (domainsOf(banned).some((domain) => domains.includes(domain))) shares.push("domain");
    if (foldName(banned.name) === name) shares.push("name");
    if (shares.length > 0) kin.push({ id: banned.id, name: banned.name, shares });
  }
  return kin.sort((one, other) => other.shares.length - one.shares.length).slice(0, 20);
}

function domainsOf({ verifiedDomain, website }: { verifiedDomain: string | null; website: string | null }): string[] {
  return [verifiedDomain, companyDomain(website)].filter((domain): domain is string => Boolean(domain));
}
