import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_token (
      token_hash char(64) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      purpose varchar(40) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      expires_at datetime(3) not null,
      used_at datetime(3) null,
      key account_token_account (account_id, purpose),
      constraint account_token_account foreign key (account_id) references account (id) on delete cascade,
      constraint account_token_purpose check (purpose in ('confirm-email', 'reset-password'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
