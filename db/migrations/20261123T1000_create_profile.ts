import { sql, type Kysely } from "kysely";

/** What a seeker says about themselves; `version` counts every change of it and of the rows beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile (
      account_id char(22) character set ascii collate ascii_bin not null primary key,
      version int unsigned not null,
      home_state char(2) character set ascii collate ascii_bin null,
      practicode tinyint(1) not null,
      moves_anywhere tinyint(1) not null,
      pay_min_cents int unsigned null,
      pay_unit varchar(20) character set ascii collate ascii_bin null,
      visibility varchar(20) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      constraint profile_account foreign key (account_id) references account (id),
      constraint profile_pay check ((pay_min_cents is null) = (pay_unit is null)),
      constraint profile_visibility check (visibility in ('hidden', 'applied', 'verified'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
