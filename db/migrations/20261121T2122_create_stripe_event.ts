import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stripe_event (
      id varchar(255) character set ascii collate ascii_bin not null primary key,
      type varchar(120) character set ascii collate ascii_bin not null,
      payload mediumtext not null,
      status varchar(40) character set ascii collate ascii_bin not null,
      attempts int unsigned not null,
      next_attempt_at datetime(3) null,
      last_error varchar(500) null,
      received_at datetime(3) not null,
      processed_at datetime(3) null,
      key stripe_event_status (status, received_at),
      constraint stripe_event_status check (status in ('stored', 'done', 'ignored', 'failed'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
