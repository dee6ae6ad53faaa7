import { sql, type Kysely } from "kysely";

/** A decision that was taken back stays in the history, with when and by whom; it counts for nothing any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table moderation_decision
      add column undone_at datetime(3) null,
      add column undone_by char(22) character set ascii collate ascii_bin null,
      add key moderation_decision_moderator (moderator_id, created_at)
  `.execute(db);
}
