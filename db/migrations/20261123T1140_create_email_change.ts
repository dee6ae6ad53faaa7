import { sql, type Kysely } from "kysely";

/**
 * A person's change of their e-mail address: asked for, confirmed by a link to the new one, and undone by a link to the
 * old one until `stop_until`. Only hashes of the links' secrets; a row goes when neither of its links can work any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table email_change (
      id char(22) character set ascii collate ascii_bin not null primary key,
      account_id char(22) character set ascii collate ascii_bin not null,
      old_email varchar(254) not null,
      new_email varchar(254) not null,
      confirm_hash char(64) character set ascii collate ascii_bin null,
      confirm_until datetime(3) not null,
      confirmed_at datetime(3) null,
      stop_hash char(64) character set ascii collate ascii_bin null,
      stop_until datetime(3) not null,
      created_at datetime(3) not null,
      unique key email_change_confirm (confirm_hash),
      unique key email_change_stop (stop_hash),
      key email_change_account (account_id),
      key email_change_until (stop_until),
      constraint email_change_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
