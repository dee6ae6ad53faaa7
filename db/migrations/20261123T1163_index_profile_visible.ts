import { sql, type Kysely } from "kysely";

/** Candidate search lists those who may be found, the latest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index profile_visible on profile (visibility, updated_at, account_id)`.execute(db);
}
