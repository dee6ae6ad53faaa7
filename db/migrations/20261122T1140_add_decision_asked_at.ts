import { sql, type Kysely } from "kysely";

/** When what was decided came before the moderators. Null for decisions from before this was kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table moderation_decision add column asked_at datetime(3) null after reason`.execute(db);
}
