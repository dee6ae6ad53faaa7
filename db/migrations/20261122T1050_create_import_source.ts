import { sql, type Kysely } from "kysely";

/** A standing source of an employer's postings: an address that is fetched, or a name under which files are uploaded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_source (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      name varchar(120) not null,
      url varchar(1000) null,
      format varchar(40) character set ascii collate ascii_bin null,
      any_work tinyint(1) not null,
      schedule varchar(40) character set ascii collate ascii_bin not null,
      next_run_at datetime(3) null,
      failures int unsigned not null,
      etag varchar(200) null,
      last_modified varchar(200) null,
      version int unsigned not null,
      created_by char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      key import_source_employer (employer_id, id),
      key import_source_due (next_run_at),
      constraint import_source_employer foreign key (employer_id) references employer (id),
      constraint import_source_created_by foreign key (created_by) references account (id),
      constraint import_source_schedule check (schedule in ('off', 'daily', 'weekly'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
