import { findRole } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";

/** Why somebody of the staff decides on nothing of an organization they belong to, banned or not; undefined elsewhere. */
export async function whyNotForeign(
  db: Db | Trx,
  employerId: EmployerId,
  moderatorId: AccountId,
): Promise<string | undefined> {
  return (await findRole(db, employerId, moderatorId))
    ? "This concerns your own organization. Somebody else decides on it."
    : undefined;
}

/** @throws DomainError `conflict` where the moderator belongs to the organization. */
export async function requireForeign(trx: Trx, employerId: EmployerId, moderatorId: AccountId): Promise<void> {
  const refusal = await whyNotForeign(trx, employerId, moderatorId);
  if (refusal) throw new DomainError("conflict", refusal);
}
