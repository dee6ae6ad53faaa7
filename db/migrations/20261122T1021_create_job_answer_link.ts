import { sql, type Kysely } from "kysely";

/**
 * A mailed link by which one member answers, without signing in, whether a job is still open. Only the secret's hash is
 * kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_answer_link (
      token_hash char(64) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      expires_at datetime(3) not null,
      used_at datetime(3) null,
      key job_answer_link_job (job_id),
      key job_answer_link_account (account_id),
      key job_answer_link_expires (expires_at),
      constraint job_answer_link_job foreign key (job_id) references job (id) on delete cascade,
      constraint job_answer_link_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
