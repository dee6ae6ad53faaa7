import { sql, type Kysely } from "kysely";

/** What is known of the web address at which a live job takes applications; a row goes when the job does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table apply_link (
      job_id char(22) character set ascii collate ascii_bin not null primary key,
      url varchar(1000) not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      found varchar(40) character set ascii collate ascii_bin not null,
      failures int unsigned not null,
      failing_since datetime(3) null,
      checked_at datetime(3) not null,
      next_check_at datetime(3) not null,
      key apply_link_due (next_check_at),
      key apply_link_state (state, checked_at),
      constraint apply_link_job foreign key (job_id) references job (id) on delete cascade,
      constraint apply_link_state check (state in ('ok', 'unsure', 'failing', 'dead'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
