import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table change_feed (
      seq bigint unsigned not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      at datetime(3) not null
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
