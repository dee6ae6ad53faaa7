import { sql, type Kysely } from "kysely";

/** Who has given the password and not yet the code. A row is deleted by the sign-in that it becomes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pending_sign_in (
      token_hash char(64) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      expires_at datetime(3) not null,
      key pending_sign_in_account (account_id),
      key pending_sign_in_expires (expires_at),
      constraint pending_sign_in_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
