import { sql, type Kysely } from "kysely";

/** What an employer wrote to a person about one of its jobs, once, and the answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table candidate_contact (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin not null,
      sender_id char(22) character set ascii collate ascii_bin null,
      message text null,
      state varchar(20) character set ascii collate ascii_bin not null,
      resume_file_id char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      answered_at datetime(3) null,
      erased_at datetime(3) null,
      unique key candidate_contact_once (account_id, job_id),
      key candidate_contact_employer (employer_id, id),
      key candidate_contact_account (account_id, id),
      key candidate_contact_file (resume_file_id),
      key candidate_contact_age (erased_at, created_at),
      constraint candidate_contact_employer foreign key (employer_id) references employer (id),
      constraint candidate_contact_account foreign key (account_id) references account (id),
      constraint candidate_contact_job foreign key (job_id) references job (id),
      constraint candidate_contact_sender foreign key (sender_id) references account (id),
      constraint candidate_contact_file foreign key (resume_file_id) references file (id) on delete set null,
      constraint candidate_contact_state check (state in ('sent', 'yes', 'no'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
