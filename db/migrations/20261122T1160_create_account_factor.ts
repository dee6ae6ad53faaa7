import { sql, type Kysely } from "kysely";

/**
 * The authenticator app of an account. `secret` counts once it is there; `pending_secret` is one that was shown and not
 * confirmed yet. Both are sealed. `last_step` is the newest 30-second step whose code was used: no code works twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_factor (
      account_id char(22) character set ascii collate ascii_bin not null primary key,
      secret varchar(200) character set ascii collate ascii_bin null,
      turned_on_at datetime(3) null,
      last_step bigint not null default 0,
      pending_secret varchar(200) character set ascii collate ascii_bin null,
      pending_until datetime(3) null,
      constraint account_factor_account foreign key (account_id) references account (id) on delete cascade,
      constraint account_factor_on check ((secret is null) = (turned_on_at is null)),
      constraint account_factor_pending check ((pending_secret is null) = (pending_until is null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
