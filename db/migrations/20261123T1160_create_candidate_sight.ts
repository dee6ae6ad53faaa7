import { sql, type Kysely } from "kysely";

/** An employer has seen a person's profile; the id is what the employer knows the person by, and tells nothing of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table candidate_sight (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      unique key candidate_sight_once (employer_id, account_id),
      key candidate_sight_account (account_id),
      constraint candidate_sight_employer foreign key (employer_id) references employer (id),
      constraint candidate_sight_account foreign key (account_id) references account (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
