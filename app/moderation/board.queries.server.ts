import { sql } from "kysely";
import type { JobState } from "~/jobs/job.ts";
import type { Db } from "~/platform/database.server.ts";

/** The jobs by state. */
export async function countJobsByState(db: Db): Promise<{ state: JobState; count: number }[]> {
  const rows = await db
    .selectFrom("job")
    .select((select) => ["state", select.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return rows.map((row) => ({ state: row.state, count: Number(row.count) }));
}

/** The people, organizations, applications and orders on the board. */
export async function countBoard(db: Db) {
  const [accounts, employers, applications, orders] = await Promise.all([
    db
      .selectFrom("account")
      .select((select) => [
        select.fn.countAll<number>().as("all"),
        sql<number | null>`sum(email_verified_at is null)`.as("unconfirmed"),
        sql<number | null>`sum(staff_role is not null)`.as("staff"),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("employer")
      .select((select) => [
        select.fn.countAll<number>().as("all"),
        sql<number | null>`sum(verification <> 'unverified')`.as("verified"),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("application")
      .select((select) => select.fn.countAll<number>().as("all"))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("order")
      .select((select) => ["state", select.fn.countAll<number>().as("count")])
      .groupBy("state")
      .execute(),
  ]);
  return {
    accounts: Number(accounts.all),
    unconfirmed: Number(accounts.unconfirmed ?? 0),
    staff: Number(accounts.staff ?? 0),
    employers: Number(employers.all),
    verified: Number(employers.verified ?? 0),
    applications: Number(applications.all),
    orders: orders.map((row) => ({ state: row.state, count: Number(row.count) })),
  };
}
