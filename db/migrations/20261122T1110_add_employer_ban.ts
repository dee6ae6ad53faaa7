import { sql, type Kysely } from "kysely";

/** While `banned_at` is set nobody acts for the organization, and none of its jobs goes forward. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table employer add column banned_at datetime(3) null`.execute(db);
}
