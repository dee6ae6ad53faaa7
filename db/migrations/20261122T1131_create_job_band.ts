import { sql, type Kysely } from "kysely";

/**
 * Which jobs share a band of their signatures. The key begins with what is asked for, so that a band that thousands of an
 * employer's jobs share is skipped over in one step.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_band (
      band bigint unsigned not null,
      employer_id char(22) character set ascii collate ascii_bin not null,
      job_id char(22) character set ascii collate ascii_bin not null,
      primary key (band, employer_id, job_id),
      key job_band_job (job_id),
      constraint job_band_job foreign key (job_id) references job (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
