import { sql, type Kysely } from "kysely";

/** What a revision's text is compared by (app/jobs/twins): one row for each, computed from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_signature (
      revision_id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      version tinyint unsigned not null,
      shingles int unsigned not null,
      signature varbinary(256) not null,
      key revision_signature_job (job_id, revision_id),
      constraint revision_signature_revision foreign key (revision_id) references job_revision (id) on delete cascade,
      constraint revision_signature_job foreign key (job_id) references job (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
