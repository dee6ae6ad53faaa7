import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application_event (
      id char(22) character set ascii collate ascii_bin not null primary key,
      application_id char(22) character set ascii collate ascii_bin not null,
      from_state varchar(40) character set ascii collate ascii_bin null,
      to_state varchar(40) character set ascii collate ascii_bin not null,
      side varchar(40) character set ascii collate ascii_bin not null,
      actor_account_id char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      key application_event_application (application_id, created_at),
      constraint application_event_application foreign key (application_id) references application (id),
      constraint application_event_side check (side in ('seeker', 'employer', 'board'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
