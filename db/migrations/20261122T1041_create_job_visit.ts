import { sql, type Kysely } from "kysely";

/**
 * Who was counted today, as a keyed hash that nobody can turn back: it keeps two web processes from counting one person
 * twice. Rows of past days are deleted; no foreign key, so that counting waits for nobody who writes a job.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_visit (
      visitor char(22) character set ascii collate ascii_bin not null,
      kind varchar(10) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin not null,
      day smallint unsigned not null,
      source varchar(20) character set ascii collate ascii_bin not null,
      batch char(22) character set ascii collate ascii_bin not null,
      primary key (visitor, kind),
      key job_visit_day (day)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
