import { sql, type Kysely } from "kysely";

/** The newest code mailed to an address at an organization's domain; `code_hash` is null until its mail is written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table domain_code (
      employer_id char(22) character set ascii collate ascii_bin not null primary key,
      email varchar(254) not null,
      domain varchar(253) character set ascii collate ascii_bin not null,
      code_hash varchar(255) character set ascii collate ascii_bin null,
      attempts int unsigned not null,
      sent_at datetime(3) not null,
      expires_at datetime(3) not null,
      constraint domain_code_employer foreign key (employer_id) references employer (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
