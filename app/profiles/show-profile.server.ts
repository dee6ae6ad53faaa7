import { LRUCache } from "lru-cache";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { saysAnything, standingOf, type Profile } from "./profile.ts";
import { findProfileVersion, getProfile } from "./profile.queries.server.ts";
import type { Standing } from "./standing.ts";

/** The person's own profile. */
export async function showProfile(db: Db, accountId: AccountId): Promise<Profile> {
  return getProfile(db, accountId);
}

/** By `key`: every page of a seeker asks, and what a version said stays right. About a kilobyte each. */
const standings = new LRUCache<string, Standing>({ max: 1_000 });

/**
 * Somebody as the search asks for them: `key` is another one after every change. Undefined where their profile says
 * nothing that a job could be held against.
 */
export async function findAsker(
  db: Db,
  accountId: AccountId,
): Promise<{ key: string; standing: Standing } | undefined> {
  const version = await findProfileVersion(db, accountId);
  if (!version) return undefined;
  const key = `${accountId}.${version}`;
  const standing = standings.get(key) ?? standingOf(await getProfile(db, accountId));
  standings.set(key, standing);
  return saysAnything(standing) ? { key, standing } : undefined;
}
