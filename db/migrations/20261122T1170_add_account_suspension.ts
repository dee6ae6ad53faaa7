import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      add column suspended_code varchar(40) character set ascii collate ascii_bin null,
      add column suspended_reason varchar(500) null,
      add key account_staff (staff_role, id),
      add key account_suspended (suspended_at)
  `.execute(db);
}
