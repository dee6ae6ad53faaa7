import { findWorkingPlan, lockWorkingPlan } from "~/billing/use-plan.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { lockStanding } from "./contact.queries.server.ts";

/** What an organization lacks to search for candidates; `open` where it lacks nothing. */
export type Gate = {
  employer: { id: EmployerId; name: string };
  open: boolean;
  verified: boolean;
  plan: boolean;
};

/** How an organization stands to candidate search, for a member of it; undefined for anybody else. */
export async function readGate(db: Db, accountId: AccountId, employerId: EmployerId): Promise<Gate | undefined> {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) return undefined;
  const verified = employer.verification !== "unverified";
  const plan = (await findWorkingPlan(db, employerId)) !== undefined;
  return { employer: { id: employer.id, name: employer.name }, open: verified && plan, verified, plan };
}

/**
 * Whether an organization may write to candidates now, and so that it may until the transaction ends: verified, not
 * banned, with a plan that works. The first call of a transaction, since it locks the organization.
 */
export async function lockGate(trx: Trx, employerId: EmployerId): Promise<boolean> {
  const standing = await lockStanding(trx, employerId);
  if (!standing || standing.banned_at || standing.verification === "unverified") return false;
  return (await lockWorkingPlan(trx, employerId)) !== undefined;
}

/** The same as it was read now, for what nobody is refused by. */
export async function isGateOpen(
  db: Db,
  employer: { id: EmployerId; verification: string; bannedAt: Date | null },
): Promise<boolean> {
  if (employer.bannedAt || employer.verification === "unverified") return false;
  return (await findWorkingPlan(db, employer.id)) !== undefined;
}
