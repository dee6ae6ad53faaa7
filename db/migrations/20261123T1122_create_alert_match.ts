import { sql, type Kysely } from "kysely";

/**
 * That a job came up for an alert: once, whatever becomes of the job later. `task_id` is the sending that took it up,
 * `done` what came of it: null while it waits.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert_match (
      alert_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin not null,
      at datetime(3) not null,
      task_id char(22) character set ascii collate ascii_bin null,
      done varchar(20) character set ascii collate ascii_bin null,
      primary key (alert_id, job_id),
      key alert_match_job (job_id),
      key alert_match_at (at),
      constraint alert_match_alert foreign key (alert_id) references alert (id) on delete cascade,
      constraint alert_match_job foreign key (job_id) references job (id),
      constraint alert_match_done check (done in ('sent', 'dropped'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
