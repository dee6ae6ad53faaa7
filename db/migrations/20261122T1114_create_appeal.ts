import { sql, type Kysely } from "kysely";

/** What an employer's owner says against a sanction: once against each `matter` of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table appeal (
      id char(22) character set ascii collate ascii_bin not null primary key,
      sanction_id char(22) character set ascii collate ascii_bin not null,
      matter varchar(40) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      body varchar(4000) not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      reason varchar(2000) null,
      decided_by char(22) character set ascii collate ascii_bin null,
      decided_at datetime(3) null,
      created_at datetime(3) not null,
      unique key appeal_once (sanction_id, matter),
      key appeal_state (state, id),
      constraint appeal_sanction foreign key (sanction_id) references sanction (id),
      constraint appeal_account foreign key (account_id) references account (id),
      constraint appeal_decided_by foreign key (decided_by) references account (id),
      constraint appeal_matter check (matter in ('suspended', 'rejected', 'banned')),
      constraint appeal_state check (state in ('open', 'kept', 'overturned', 'settled'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
