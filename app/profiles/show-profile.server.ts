import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { standingOf, type Profile } from "./profile.ts";
import { getProfile } from "./profile.queries.server.ts";
import type { Standing } from "./standing.ts";

/** The person's own profile. */
export async function showProfile(db: Db, accountId: AccountId): Promise<Profile> {
  return getProfile(db, accountId);
}

/** Somebody as the search asks for them: `key` is another one after every change. Undefined where there is no profile. */
export async function findAsker(
  db: Db,
  accountId: AccountId,
): Promise<{ key: string; standing: Standing } | undefined> {
  const profile = await getProfile(db, accountId);
  return profile.version > 0 ? { key: `${accountId}.${profile.version}`, standing: standingOf(profile) } : undefined;
}
