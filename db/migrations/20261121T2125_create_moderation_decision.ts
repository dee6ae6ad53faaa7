import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table moderation_decision (
      id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      revision_id char(22) character set ascii collate ascii_bin not null,
      moderator_id char(22) character set ascii collate ascii_bin not null,
      decision varchar(40) character set ascii collate ascii_bin not null,
      reason varchar(2000) not null,
      created_at datetime(3) not null,
      key moderation_decision_job (job_id, created_at),
      constraint moderation_decision_job foreign key (job_id) references job (id),
      constraint moderation_decision_revision foreign key (revision_id) references job_revision (id),
      constraint moderation_decision_decision check (decision in ('approve', 'request_changes', 'reject'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
