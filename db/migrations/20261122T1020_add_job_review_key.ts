import { sql, type Kysely } from "kysely";

/** The queue finds the edits among a million live jobs: those that have a pending revision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table job add key job_review (state, pending_revision_id)`.execute(db);
}
