import { sql, type Kysely } from "kysely";

/** The team's rating; the key serves the columns of the board. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table application
      add column rating tinyint unsigned null,
      add key application_board (job_id, state, created_at),
      add constraint application_rating check (rating between 1 and 5)
  `.execute(db);
}
