import { sql, type Kysely } from "kysely";

/** Who has a job of the queue before them, so that two moderators never decide one. A row whose time is over says nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reading (
      job_id char(22) character set ascii collate ascii_bin not null primary key,
      moderator_id char(22) character set ascii collate ascii_bin not null,
      since datetime(3) not null,
      until datetime(3) not null,
      key reading_moderator (moderator_id, until),
      constraint reading_job foreign key (job_id) references job (id) on delete cascade,
      constraint reading_moderator foreign key (moderator_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
