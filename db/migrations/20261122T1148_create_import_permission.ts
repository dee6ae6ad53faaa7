import { sql, type Kysely } from "kysely";

/** What an admin said of the permission by which jobs of an outside source are published; the audit log names the row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_permission (
      id char(22) character set ascii collate ascii_bin not null primary key,
      admin_id char(22) character set ascii collate ascii_bin not null,
      words varchar(300) not null,
      created_at datetime(3) not null
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
