import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stored_resume (
      account_id char(22) character set ascii collate ascii_bin not null primary key,
      file_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      unique key stored_resume_file (file_id),
      constraint stored_resume_account foreign key (account_id) references account (id) on delete cascade,
      constraint stored_resume_file foreign key (file_id) references file (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
