import { sql, type Kysely } from "kysely";

/** Employers that never see the profile, whoever else may. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_block (
      account_id char(22) character set ascii collate ascii_bin not null,
      employer_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      primary key (account_id, employer_id),
      key profile_block_employer (employer_id),
      constraint profile_block_profile foreign key (account_id) references profile (account_id),
      constraint profile_block_employer foreign key (employer_id) references employer (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
