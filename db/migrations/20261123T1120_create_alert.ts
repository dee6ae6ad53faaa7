import { sql, type Kysely } from "kysely";

/**
 * A search whose new jobs somebody has mailed. Either an account's, mailed to its address, or a guest's, by `email`.
 * `search` is its canonical URL parameters, `search_key` their hash. New is a job that was posted at `since` or later.
 * `next_at` is when its next mail is due; null while nothing waits. `seq` is the number of its last change, in the order
 * of commits, for processes that hold the alerts in memory.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert (
      id char(22) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin null,
      email varchar(254) null,
      search varchar(4000) character set ascii collate ascii_bin not null,
      search_key char(43) character set ascii collate ascii_bin not null,
      frequency varchar(20) character set ascii collate ascii_bin not null,
      zone varchar(40) character set ascii collate ascii_bin not null,
      state varchar(20) character set ascii collate ascii_bin not null,
      paused_why varchar(20) character set ascii collate ascii_bin null,
      paused_at datetime(3) null,
      since datetime(3) not null,
      next_at datetime(3) null,
      sent_at datetime(3) null,
      seq bigint unsigned not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key alert_of_account (account_id, search_key),
      unique key alert_of_guest (email, search_key),
      key alert_seq (seq),
      key alert_next (next_at),
      key alert_state (state, updated_at),
      constraint alert_account foreign key (account_id) references account (id) on delete cascade,
      constraint alert_owner check ((account_id is null) <> (email is null)),
      constraint alert_frequency check (frequency in ('instantly', 'daily', 'weekly')),
      constraint alert_state check (state in ('unconfirmed', 'active', 'paused')),
      constraint alert_paused check ((state = 'paused') = (paused_why is not null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
