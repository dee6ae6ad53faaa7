import { sql, type Kysely } from "kysely";

/** When its owner deleted it. What is left of it then is an id that others' rows refer to: no name, no address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column deleted_at datetime(3) null`.execute(db);
}
