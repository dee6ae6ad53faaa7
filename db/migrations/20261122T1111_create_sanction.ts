import { sql, type Kysely } from "kysely";

/**
 * A job that was suspended, or an employer that was banned. `open_key` names the job or employer while it is: there is one
 * at a time. `ban_id` is the ban that took a job down.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sanction (
      id char(22) character set ascii collate ascii_bin not null primary key,
      kind varchar(40) character set ascii collate ascii_bin not null,
      employer_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin null,
      ban_id char(22) character set ascii collate ascii_bin null,
      open_key varchar(40) character set ascii collate ascii_bin null,
      state varchar(40) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      reason varchar(2000) not null,
      imposed_by char(22) character set ascii collate ascii_bin not null,
      imposed_at datetime(3) not null,
      end_reason varchar(2000) null,
      ended_by char(22) character set ascii collate ascii_bin null,
      ended_at datetime(3) null,
      unique key sanction_open (open_key),
      key sanction_employer (employer_id, id),
      key sanction_job (job_id, id),
      key sanction_ban (ban_id),
      key sanction_state (state, id),
      constraint sanction_employer foreign key (employer_id) references employer (id),
      constraint sanction_job foreign key (job_id) references job (id),
      constraint sanction_ban foreign key (ban_id) references sanction (id),
      constraint sanction_imposed_by foreign key (imposed_by) references account (id),
      constraint sanction_ended_by foreign key (ended_by) references account (id),
      constraint sanction_kind check (kind in ('suspension', 'ban')),
      constraint sanction_state check (state in ('active', 'lifted', 'final'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
