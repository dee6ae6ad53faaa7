import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table task (
      id char(22) character set ascii collate ascii_bin not null primary key,
      kind varchar(40) character set ascii collate ascii_bin not null,
      payload mediumtext not null,
      dedupe_key varchar(190) character set ascii collate ascii_bin null,
      state varchar(40) character set ascii collate ascii_bin not null,
      run_at datetime(3) not null,
      attempts int unsigned not null,
      locked_until datetime(3) null,
      last_error varchar(1000) null,
      created_at datetime(3) not null,
      finished_at datetime(3) null,
      unique key task_dedupe (dedupe_key),
      key task_due (state, run_at),
      constraint task_state check (state in ('queued', 'done', 'dead'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
