import { sql, type Kysely } from "kysely";

/** When the session's second factor was last checked; null where it never was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session add column factor_at datetime(3) null`.execute(db);
}
