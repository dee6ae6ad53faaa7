import { sql, type Kysely } from "kysely";

/**
 * A posting that an employer's source named, the job it became (none when its draft was deleted here, which is
 * remembered), and the form as it was taken from the source: a draft that says anything else was edited by a person.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_posting (
      employer_id char(22) character set ascii collate ascii_bin not null,
      source_key varchar(80) character set ascii collate ascii_bin not null,
      source_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin null,
      title varchar(200) not null,
      hash char(64) character set ascii collate ascii_bin not null,
      form mediumtext not null,
      run_id char(22) character set ascii collate ascii_bin not null,
      number int unsigned not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      primary key (employer_id, source_key),
      key import_posting_source (source_id, run_id),
      constraint import_posting_employer foreign key (employer_id) references employer (id),
      constraint import_posting_source foreign key (source_id) references import_source (id) on delete cascade,
      constraint import_posting_job foreign key (job_id) references job (id) on delete set null
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
