import { sql, type Kysely } from "kysely";

/** A mailed link to an alert: to confirm it, or to change it without signing in. Only the secret's hash is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert_link (
      token_hash char(64) character set ascii collate ascii_bin not null primary key,
      alert_id char(22) character set ascii collate ascii_bin not null,
      purpose varchar(20) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      key alert_link_alert (alert_id, purpose),
      key alert_link_created (created_at),
      constraint alert_link_alert foreign key (alert_id) references alert (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
