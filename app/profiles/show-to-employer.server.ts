import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { progressOf, type AppliedProfile } from "./profile.ts";
import { getProfile } from "./profile.queries.server.ts";

/**
 * The profile of an applicant, for an employer to which they applied; the caller has made sure of that. Undefined where
 * they show it to nobody, keep this employer away, or say nothing.
 */
export async function showToEmployer(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
): Promise<AppliedProfile | undefined> {
  const profile = await getProfile(db, accountId);
  const { blocked, visibility, version: _, ...shown } = profile;
  if (visibility === "hidden" || blocked.some(({ id }) => id === employerId)) return undefined;
  return progressOf(profile).parts.some(({ part, done }) => done && part !== "privacy") ? shown : undefined;
}
