import { sql, type Kysely } from "kysely";

/** For reading the log by time, by action and by kind of subject; by actor and by subject there are keys already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table audit
      add key audit_time (at),
      add key audit_action (action, at),
      add key audit_kind (subject_kind, at)
  `.execute(db);
}
