import { sql, type Kysely } from "kysely";

/** What became of each row of a run; numbers beyond the run's rows are postings that the source no longer names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_row (
      run_id char(22) character set ascii collate ascii_bin not null,
      number int unsigned not null,
      outcome varchar(40) character set ascii collate ascii_bin not null,
      title varchar(200) not null,
      job_id char(22) character set ascii collate ascii_bin null,
      by_account_id char(22) character set ascii collate ascii_bin null,
      reason varchar(1000) not null,
      changes text null,
      primary key (run_id, number),
      key import_row_outcome (run_id, outcome, number),
      constraint import_row_run foreign key (run_id) references import_run (id) on delete cascade,
      constraint import_row_job foreign key (job_id) references job (id) on delete set null,
      constraint import_row_by foreign key (by_account_id) references account (id) on delete set null,
      constraint import_row_outcome check
        (outcome in ('made', 'updated', 'unchanged', 'left_alone', 'refused', 'gone'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
