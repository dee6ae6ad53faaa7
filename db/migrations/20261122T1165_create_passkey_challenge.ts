import { sql, type Kysely } from "kysely";

/** What a passkey was asked to sign, as hashes. A row is deleted by the answer that uses it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkey_challenge (
      challenge_hash char(64) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      purpose varchar(10) character set ascii collate ascii_bin not null,
      expires_at datetime(3) not null,
      key passkey_challenge_account (account_id),
      key passkey_challenge_expires (expires_at),
      constraint passkey_challenge_account foreign key (account_id) references account (id) on delete cascade,
      constraint passkey_challenge_purpose check (purpose in ('add', 'check'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
