import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { findEmployerForMember } from "./employer.queries.server.ts";
import { lockEmployer } from "./member.queries.server.ts";

/**
 * Locks the organization and reads it for its owner: the first call of a transaction that changes it or its people.
 * @param wish completes "Only an owner of the organization …".
 * @throws DomainError `not-found` for anybody but a member; `invalid` for a recruiter.
 */
export async function lockForOwner(trx: Trx, accountId: AccountId, employerId: EmployerId, wish: string) {
  await lockEmployer(trx, employerId);
  return requireOwner(trx, accountId, employerId, wish);
}

/** As `lockForOwner`, for any member. @throws DomainError `not-found` for anybody else. */
export async function lockForMember(trx: Trx, accountId: AccountId, employerId: EmployerId) {
  await lockEmployer(trx, employerId);
  const employer = await findEmployerForMember(trx, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  return employer;
}

/** As `lockForOwner`, without the lock. */
export async function requireOwner(db: Db | Trx, accountId: AccountId, employerId: EmployerId, wish: string) {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  if (employer.role !== "owner") throw new DomainError("invalid", `Only an owner of the organization ${wish}.`);
  return employer;
}
