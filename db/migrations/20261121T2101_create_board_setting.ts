import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table board_setting (
      name varchar(40) character set ascii collate ascii_bin not null primary key,
      value varchar(500) not null
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
