import { sql, type Kysely } from "kysely";

/** The TXT record by which an organization proves its domain, and what the checks of it found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table domain_proof (
      employer_id char(22) character set ascii collate ascii_bin not null primary key,
      domain varchar(253) character set ascii collate ascii_bin not null,
      token char(43) character set ascii collate ascii_bin not null,
      checked_at datetime(3) null,
      missing_since datetime(3) null,
      created_at datetime(3) not null,
      key domain_proof_checked (checked_at),
      constraint domain_proof_employer foreign key (employer_id) references employer (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
