import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";

/** The e-mail addresses of an employer's members, owners first; at most 50. */
export async function listMemberAddresses(db: Db, employerId: EmployerId): Promise<string[]> {
  const rows = await selectMailed(db, employerId).select("account.email").execute();
  return rows.map((row) => row.email);
}

/** The same people by their ids, for a task for each of them. */
export async function listMailedMembers(db: Db, employerId: EmployerId): Promise<AccountId[]> {
  const rows = await selectMailed(db, employerId).select("account.id").execute();
  return rows.map((row) => row.id);
}

/** The e-mail address of one member; undefined once they are none, or their account is suspended. */
export async function findMemberAddress(
  db: Db | Trx,
  employerId: EmployerId,
  accountId: AccountId,
): Promise<string | undefined> {
  const row = await selectMailed(db, employerId)
    .select("account.email")
    .where("account.id", "=", accountId)
    .executeTakeFirst();
  return row?.email;
}

function selectMailed(db: Db | Trx, employerId: EmployerId) {
  return db
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .where("member.employer_id", "=", employerId)
    .where("account.suspended_at", "is", null)
    .orderBy("member.role")
    .orderBy("member.created_at")
    .limit(50);
}
