import { sql, type Kysely } from "kysely";

/** What happened on a job's page on a day (whole days since 1970 in UTC), by where the people came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_day (
      job_id char(22) character set ascii collate ascii_bin not null,
      day smallint unsigned not null,
      source varchar(20) character set ascii collate ascii_bin not null,
      views int unsigned not null,
      clicks int unsigned not null,
      applies int unsigned not null,
      primary key (job_id, day, source),
      constraint job_day_job foreign key (job_id) references job (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
