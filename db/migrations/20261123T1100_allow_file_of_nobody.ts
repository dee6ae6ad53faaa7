import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table file modify column account_id char(22) character set ascii collate ascii_bin null
  `.execute(db);
}
