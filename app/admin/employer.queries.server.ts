import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";

/** An employer's jobs, counted by state. */
export async function countJobsOf(db: Db, id: EmployerId) {
  const rows = await db
    .selectFrom("job")
    .select((select) => ["state", select.fn.countAll<number>().as("count")])
    .where("employer_id", "=", id)
    .groupBy("state")
    .execute();
  return rows.map((row) => ({ state: row.state, count: Number(row.count) }));
}

/** Its members, owners first; at most 200. */
export async function listPeopleOf(db: Db, id: EmployerId) {
  return db
    .selectFrom("member")
    .innerJoin("account", "account.id", "member.account_id")
    .select([
      "account.id",
      "account.name",
      "account.email",
      "account.suspended_at as suspendedAt",
      "member.role",
      "member.created_at as since",
    ])
    .where("member.employer_id", "=", id)
    .orderBy("member.role")
    .orderBy("account.name")
    .limit(200)
    .execute();
}
