import { sql, type Kysely } from "kysely";

/** For the public figures, which read one month of decisions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table moderation_decision add key moderation_decision_time (created_at)`.execute(db);
}
