import { sql, type Kysely } from "kysely";

/** Where to write that an account is deleted; gone as soon as the mail is. No account is referred to: there is none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table farewell (
      id char(22) character set ascii collate ascii_bin not null primary key,
      email varchar(254) not null,
      applications int not null,
      created_at datetime(3) not null,
      key farewell_time (created_at)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
