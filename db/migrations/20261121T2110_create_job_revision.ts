import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_revision (
      id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      number int unsigned not null,
      title varchar(120) not null,
      body_source mediumtext not null,
      body_html mediumtext not null,
      body_text mediumtext not null,
      mode varchar(40) character set ascii collate ascii_bin not null,
      state_reach varchar(40) character set ascii collate ascii_bin not null,
      us_only tinyint(1) not null,
      pay_min_cents int unsigned null,
      pay_max_cents int unsigned null,
      pay_unit varchar(40) character set ascii collate ascii_bin null,
      charts_per_hour decimal(6, 2) null,
      apprentice varchar(40) character set ascii collate ascii_bin not null,
      accuracy_percent decimal(5, 2) null,
      audit_method varchar(300) null,
      downtime_paid tinyint(1) null,
      coding_test_minutes smallint unsigned null,
      coding_test_paid tinyint(1) null,
      ai_share_percent tinyint unsigned null,
      schedule varchar(40) character set ascii collate ascii_bin null,
      schedule_note varchar(200) null,
      apply_kind varchar(40) character set ascii collate ascii_bin not null,
      apply_address varchar(1000) null,
      created_by char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      unique key job_revision_number (job_id, number),
      constraint job_revision_job foreign key (job_id) references job (id),
      constraint job_revision_pay check ((pay_min_cents is null and pay_max_cents is null and pay_unit is null) or (pay_min_cents <= pay_max_cents and pay_unit is not null)),
      constraint job_revision_apply check (apply_kind in ('board', 'url', 'email') and (apply_kind = 'board') = (apply_address is null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
