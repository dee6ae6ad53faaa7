import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_draft (
      job_id char(22) character set ascii collate ascii_bin not null primary key,
      form mediumtext not null,
      updated_by char(22) character set ascii collate ascii_bin null,
      updated_at datetime(3) not null,
      constraint job_draft_job foreign key (job_id) references job (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
