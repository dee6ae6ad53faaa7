import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table session (
      id_hash char(64) character set ascii collate ascii_bin not null primary key,
      public_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      user_agent varchar(255) not null,
      created_at datetime(3) not null,
      expires_at datetime(3) not null,
      unique key session_public_id (public_id),
      key session_account (account_id),
      constraint session_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
