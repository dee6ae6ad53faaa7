import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { requireActing } from "./acting-member.server.ts";
import type { Member } from "./member.ts";
import type { MemberRole } from "./member-roles.ts";

/**
 * Locks the organization until the transaction ends: whatever changes who belongs to it goes one after the other. Call it
 * before anything else is read in the transaction, so that what is read is what stands. @returns whether it exists.
 */
export async function lockEmployer(trx: Trx, id: EmployerId): Promise<boolean> {
  return (
    (await trx.selectFrom("employer").select("id").where("id", "=", id).forUpdate().executeTakeFirst()) !== undefined
  );
}

/** The organization, locked until the transaction ends, as it stands by now. */
export async function lockEmployerRow(trx: Trx, id: EmployerId): Promise<{ banned_at: Date | null } | undefined> {
  return trx.selectFrom("employer").select("banned_at").where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The accounts of all members. Call it under the organization's lock. */
export async function listMemberIds(trx: Trx, employerId: EmployerId): Promise<AccountId[]> {
  const rows = await trx.selectFrom("member").select("account_id").where("employer_id", "=", employerId).execute();
  return rows.map((row) => row.account_id);
}

/** The role of an account in an organization, banned or not; undefined for anybody but a member. */
export async function findRole(
  db: Db | Trx,
  employerId: EmployerId,
  accountId: AccountId,
): Promise<MemberRole | undefined> {
  const row = await db
    .selectFrom("member")
    .select("role")
    .where("employer_id", "=", employerId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row?.role;
}

/** The members, owners first, then by name; at most 200. */
export async function listMembers(db: Db, employerId: EmployerId): Promise<Member[]> {
  return db
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .select(["account.id as accountId", "account.name", "account.email", "member.role", "member.created_at as since"])
    .where("member.employer_id", "=", employerId)
    .orderBy("member.role")
    .orderBy("account.name")
    .limit(200)
    .execute();
}

/** How many members there are. */
export async function countMembers(trx: Trx, employerId: EmployerId): Promise<number> {
  const row = await trx
    .selectFrom("member")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Whether anybody but `accountId` owns the organization and is able to sign in. */
export async function hasOtherOwner(trx: Trx, employerId: EmployerId, accountId: AccountId): Promise<boolean> {
  const row = await trx
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .select("member.account_id")
    .where("member.employer_id", "=", employerId)
    .where("member.role", "=", "owner")
    .where("member.account_id", "<>", accountId)
    .where("account.suspended_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the person of this address is a member. */
export async function isMemberAddress(trx: Trx, employerId: EmployerId, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .select("account.id")
    .where("member.employer_id", "=", employerId)
    .where("account.email", "=", email)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds a member. @throws DomainError `conflict` when the organization is banned. */
export async function insertMember(
  trx: Trx,
  member: { employerId: EmployerId; accountId: AccountId; role: MemberRole },
): Promise<void> {
  await requireActing(trx, member.employerId);
  await trx
    .insertInto("member")
    .values({ employer_id: member.employerId, account_id: member.accountId, role: member.role, created_at: now() })
    .execute();
}

export async function updateRole(
  trx: Trx,
  member: { employerId: EmployerId; accountId: AccountId; role: MemberRole },
): Promise<void> {
  await trx
    .updateTable("member")
    .set({ role: member.role })
    .where("employer_id", "=", member.employerId)
    .where("account_id", "=", member.accountId)
    .execute();
}

export async function deleteMember(trx: Trx, employerId: EmployerId, accountId: AccountId): Promise<void> {
  await trx.deleteFrom("member").where("employer_id", "=", employerId).where("account_id", "=", accountId).execute();
}

/** Who is told by mail: the members who can sign in, owners first, then by how long they belong to it; at most 50. */
function selectMailed(db: Db, employerId: EmployerId) {
  return db
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .where("member.employer_id", "=", employerId)
    .where("account.suspended_at", "is", null)
    .orderBy("member.role")
    .orderBy("member.created_at")
    .limit(50);
}

/** The e-mail addresses of an employer's members, owners first; at most 50. */
export async function listMemberAddresses(db: Db, employerId: EmployerId): Promise<string[]> {
  const rows = await selectMailed(db, employerId).select("account.email").execute();
  return rows.map((row) => row.email);
}

/** The addresses of its owners; at most 50. */
export async function listOwnerAddresses(db: Db, employerId: EmployerId): Promise<string[]> {
  const rows = await selectMailed(db, employerId).select("account.email").where("member.role", "=", "owner").execute();
  return rows.map((row) => row.email);
}

/** The same people as `listMemberAddresses` by their ids, for a task for each of them. */
export async function listMailedMembers(db: Db, employerId: EmployerId): Promise<AccountId[]> {
  const rows = await selectMailed(db, employerId).select("account.id").execute();
  return rows.map((row) => row.id);
}

/** The e-mail address of one member; undefined once they are none, or their account is suspended. */
export async function findMemberAddress(
  db: Db,
  employerId: EmployerId,
  accountId: AccountId,
): Promise<string | undefined> {
  const row = await selectMailed(db, employerId)
    .select("account.email")
    .where("account.id", "=", accountId)
    .executeTakeFirst();
  return row?.email;
}
