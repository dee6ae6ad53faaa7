import { sql, type Kysely } from "kysely";

/** The passkeys that may answer for an account's authenticator app: public keys, no secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkey (
      id char(22) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      credential_id varchar(1400) character set ascii collate ascii_bin not null,
      public_key varchar(4000) character set ascii collate ascii_bin not null,
      counter bigint not null,
      name varchar(60) not null,
      created_at datetime(3) not null,
      used_at datetime(3) null,
      unique key passkey_credential (credential_id),
      key passkey_account (account_id),
      constraint passkey_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
