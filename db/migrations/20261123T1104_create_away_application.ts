import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table away_application (
      account_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      primary key (account_id, job_id),
      key away_application_time (account_id, created_at),
      constraint away_application_account foreign key (account_id) references account (id) on delete cascade,
      constraint away_application_job foreign key (job_id) references job (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
