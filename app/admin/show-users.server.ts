import { listAudit } from "~/audit/list-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import {
  countApplicationsOf,
  countUsers,
  findUser,
  listMemberships,
  listNamesOf,
  listOrdersOf,
  readSessionsOf,
  searchUsers,
} from "./user.queries.server.ts";
import { MOST_COUNTED, type UserFilter } from "./users.ts";

const PAGE = 25;

/** A page of the accounts, newest first, and how many there are, counted up to `MOST_COUNTED`. For admins. */
export async function showUsers(db: Db, page: { words: string; filter?: UserFilter; before?: AccountId }) {
  const [found, count] = await Promise.all([
    searchUsers(db, { ...page, limit: PAGE + 1 }),
    countUsers(db, page, MOST_COUNTED + 1),
  ]);
  const items = found.slice(0, PAGE);
  return { items, last: found.length > PAGE ? items.at(-1) : undefined, count };
}

/**
 * What staff need of a person and no more: facts of the account, organizations, how many applications in which state, the
 * orders they placed, and what was done to the account. Never a letter, a résumé or a message. For admins.
 */
export async function showUser(db: Db, id: AccountId) {
  const user = await findUser(db, id);
  if (!user) return undefined;
  const [memberships, applications, orders, sessions, history] = await Promise.all([
    listMemberships(db, id),
    countApplicationsOf(db, id),
    listOrdersOf(db, id, PAGE),
    readSessionsOf(db, id, now()),
    listAudit(db, { kind: "account", id }, 50),
  ]);
  const names = await listNamesOf(db, [...new Set(history.flatMap((entry) => entry.actorId ?? []))]);
  return {
    user,
    memberships: memberships.map((each) => ({
      ...each,
      soleOwner: each.role === "owner" && Number(each.otherOwners) === 0,
      liveJobs: Number(each.liveJobs),
    })),
    applications,
    orders,
    sessions,
    history: history.map((entry) => ({ ...entry, actor: entry.actorId && names.get(entry.actorId) })),
  };
}

/** A person as the admin's page knows them. */
export type ShownUser = NonNullable<Awaited<ReturnType<typeof showUser>>>;
