import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table setting (
      name varchar(40) character set ascii collate ascii_bin not null primary key,
      value varchar(500) not null,
      version int unsigned not null,
      updated_by char(22) character set ascii collate ascii_bin not null,
      updated_at datetime(3) not null,
      constraint setting_updated_by foreign key (updated_by) references account (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
