import { sql, type Kysely } from "kysely";

/** What the employer wrote to the seeker with the change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table application_event add column message text null`.execute(db);
}
