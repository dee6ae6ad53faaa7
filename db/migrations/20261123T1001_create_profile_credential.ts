import { sql, type Kysely } from "kysely";

/** `expires_on` is a day without a time (2027-03-31), kept as it is written: no time zone may move it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_credential (
      account_id char(22) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      apprentice tinyint(1) not null,
      number varchar(40) null,
      expires_on char(10) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      primary key (account_id, code),
      constraint profile_credential_profile foreign key (account_id) references profile (account_id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
