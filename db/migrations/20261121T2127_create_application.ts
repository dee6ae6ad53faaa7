import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application (
      id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      version int unsigned not null,
      name varchar(100) not null,
      email varchar(254) not null,
      letter mediumtext not null,
      resume_file_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key application_once (job_id, account_id),
      key application_account (account_id, created_at),
      key application_resume (resume_file_id),
      constraint application_job foreign key (job_id) references job (id),
      constraint application_account foreign key (account_id) references account (id),
      constraint application_resume foreign key (resume_file_id) references file (id),
      constraint application_state check (state in ('unconfirmed', 'received', 'reviewed', 'interview', 'offer', 'hired', 'declined', 'withdrawn'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
