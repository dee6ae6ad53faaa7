import { sql, type Kysely } from "kysely";

/**
 * One reading of a source. `open_source_id` is the source while the run is not over, so that a source has one at a time.
 * The files' rows are swept when they expire, and so are no foreign keys here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_run (
      id char(22) character set ascii collate ascii_bin not null primary key,
      source_id char(22) character set ascii collate ascii_bin not null,
      open_source_id char(22) character set ascii collate ascii_bin null,
      state varchar(40) character set ascii collate ascii_bin not null,
      cause varchar(40) character set ascii collate ascii_bin not null,
      origin varchar(1000) null,
      file_id char(22) character set ascii collate ascii_bin null,
      staged_id char(22) character set ascii collate ascii_bin null,
      format varchar(40) character set ascii collate ascii_bin null,
      bytes int unsigned null,
      rows_total int unsigned not null,
      rows_done int unsigned not null,
      made int unsigned not null,
      updated int unsigned not null,
      unchanged int unsigned not null,
      left_alone int unsigned not null,
      refused int unsigned not null,
      gone int unsigned not null,
      is_complete tinyint(1) not null,
      reason varchar(500) null,
      etag varchar(200) null,
      last_modified varchar(200) null,
      started_by char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      ended_at datetime(3) null,
      unique key import_run_open (open_source_id),
      key import_run_source (source_id, id),
      key import_run_stale (state, updated_at),
      constraint import_run_source foreign key (source_id) references import_source (id) on delete cascade,
      constraint import_run_started_by foreign key (started_by) references account (id),
      constraint import_run_state check (state in ('waiting', 'importing', 'done', 'same', 'refused')),
      constraint import_run_cause check (cause in ('upload', 'fetch', 'schedule'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
