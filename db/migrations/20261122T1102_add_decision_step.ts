import { sql, type Kysely } from "kysely";

/** The step of the form that a moderator asks to be changed, where they named one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table moderation_decision
      add column step varchar(10) character set ascii collate ascii_bin null
  `.execute(db);
}
