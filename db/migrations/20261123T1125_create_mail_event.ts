import { sql, type Kysely } from "kysely";

/** What the mail service told of an address, each event once; the address itself is not kept. `paused`: how many alerts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_event (
      id varchar(100) character set ascii collate ascii_bin not null primary key,
      type varchar(20) character set ascii collate ascii_bin not null,
      paused int unsigned not null,
      received_at datetime(3) not null,
      key mail_event_received (received_at)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
