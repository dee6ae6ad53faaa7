import { sql, type Kysely } from "kysely";

/** A live job whose apply address leads nowhere has no confirmation until its employer gives a new one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table job
      drop constraint job_live,
      add constraint job_live check (
        state <> 'live' or (approved_revision_id is not null and posted_at is not null and expires_at is not null)
      )
  `.execute(db);
}
