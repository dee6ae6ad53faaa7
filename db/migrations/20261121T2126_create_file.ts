import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table file (
      id char(22) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      purpose varchar(40) character set ascii collate ascii_bin not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      name varchar(200) not null,
      media_type varchar(120) character set ascii collate ascii_bin not null,
      bytes int unsigned not null,
      sha256 char(64) character set ascii collate ascii_bin not null,
      expires_at datetime(3) null,
      created_at datetime(3) not null,
      key file_account (account_id, created_at),
      key file_pending (state, expires_at),
      constraint file_account foreign key (account_id) references account (id),
      constraint file_state check (state in ('pending', 'kept'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
