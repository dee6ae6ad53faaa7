import { sql, type Kysely } from "kysely";

/**
 * What is reported, with all reports of it until it is decided. `open_key` names it while it waits, so that one thing is
 * one case. `reporters` are the people behind its `reports`, as far as they can be told apart.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report_case (
      id char(22) character set ascii collate ascii_bin not null primary key,
      kind varchar(40) character set ascii collate ascii_bin not null,
      employer_id char(22) character set ascii collate ascii_bin null,
      job_id char(22) character set ascii collate ascii_bin null,
      open_key varchar(80) character set ascii collate ascii_bin null,
      state varchar(40) character set ascii collate ascii_bin not null,
      severity tinyint not null,
      reports int not null,
      reporters int not null,
      version int not null,
      outcome varchar(40) character set ascii collate ascii_bin null,
      reason varchar(2000) null,
      sanction_id char(22) character set ascii collate ascii_bin null,
      decided_by char(22) character set ascii collate ascii_bin null,
      decided_at datetime(3) null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key report_case_open (open_key),
      key report_case_state (state, severity, id),
      key report_case_decided (decided_at),
      key report_case_employer (employer_id, id),
      key report_case_job (job_id, id),
      constraint report_case_employer foreign key (employer_id) references employer (id),
      constraint report_case_job foreign key (job_id) references job (id),
      constraint report_case_sanction foreign key (sanction_id) references sanction (id),
      constraint report_case_decided_by foreign key (decided_by) references account (id),
      constraint report_case_kind check (kind in ('job', 'employer', 'takedown')),
      constraint report_case_state check (state in ('open', 'decided')),
      constraint report_case_outcome check (outcome in ('dismissed', 'correction', 'suspended', 'rejected', 'banned', 'acted'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
