import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";

/** The e-mail addresses of an employer's members, owners first; at most 50. */
export async function listMemberAddresses(db: Db, employerId: EmployerId): Promise<string[]> {
  const rows = await db
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .select("account.email")
    .where("member.employer_id", "=", employerId)
    .where("account.suspended_at", "is", null)
    .orderBy("member.role")
    .orderBy("member.created_at")
    .limit(50)
    .execute();
  return rows.map((row) => row.email);
}
