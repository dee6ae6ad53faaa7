import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table credit_ledger (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      delta int not null,
      source_key varchar(190) character set ascii collate ascii_bin not null,
      term_id char(22) character set ascii collate ascii_bin null,
      order_id char(22) character set ascii collate ascii_bin null,
      actor_account_id char(22) character set ascii collate ascii_bin null,
      note varchar(300) null,
      created_at datetime(3) not null,
      unique key credit_ledger_source (source_key),
      key credit_ledger_employer (employer_id, created_at),
      constraint credit_ledger_employer foreign key (employer_id) references employer (id),
      constraint credit_ledger_kind check (kind in ('grant', 'hold', 'spend', 'return'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
