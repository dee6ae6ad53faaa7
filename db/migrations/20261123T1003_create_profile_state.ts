import { sql, type Kysely } from "kysely";

/** States beside their own to which a seeker gets from home, or would move. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_state (
      account_id char(22) character set ascii collate ascii_bin not null,
      kind varchar(20) character set ascii collate ascii_bin not null,
      state char(2) character set ascii collate ascii_bin not null,
      primary key (account_id, kind, state),
      constraint profile_state_profile foreign key (account_id) references profile (account_id),
      constraint profile_state_kind check (kind in ('commute', 'move'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
