import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table application
      add column erased_at datetime(3) null,
      add key application_erased (erased_at, updated_at)
  `.execute(db);
}
