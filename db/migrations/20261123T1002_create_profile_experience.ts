import { sql, type Kysely } from "kysely";

/** Whole years in a setting or specialty. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_experience (
      account_id char(22) character set ascii collate ascii_bin not null,
      counted_in varchar(20) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      years tinyint unsigned not null,
      primary key (account_id, counted_in, code),
      constraint profile_experience_profile foreign key (account_id) references profile (account_id),
      constraint profile_experience_in check (counted_in in ('setting', 'specialty'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
