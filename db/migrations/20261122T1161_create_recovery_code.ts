import { sql, type Kysely } from "kysely";

/** The codes that stand in for an authenticator app that was lost, as keyed hashes; each is used once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table recovery_code (
      account_id char(22) character set ascii collate ascii_bin not null,
      code_hash char(64) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      used_at datetime(3) null,
      primary key (account_id, code_hash),
      constraint recovery_code_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
