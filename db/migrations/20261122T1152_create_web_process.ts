import { sql, type Kysely } from "kysely";

/** The web processes as they last said of themselves; a row is forgotten a day after its process. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table web_process (
      id char(22) character set ascii collate ascii_bin not null primary key,
      host varchar(60) not null,
      number int unsigned not null,
      search_state varchar(40) character set ascii collate ascii_bin not null,
      jobs int unsigned not null,
      lag_ms int unsigned null,
      started_at datetime(3) not null,
      seen_at datetime(3) not null,
      key web_process_seen (seen_at)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
