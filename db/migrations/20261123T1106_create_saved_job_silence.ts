import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_job_silence (
      account_id char(22) character set ascii collate ascii_bin not null primary key,
      created_at datetime(3) not null,
      constraint saved_job_silence_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
