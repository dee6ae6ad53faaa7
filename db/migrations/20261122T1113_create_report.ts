import { sql, type Kysely } from "kysely";

/**
 * What one person reported in a case. `reporter_key` and `address_key` are hashes that tell people of one case apart and
 * nobody beyond it. `email` is a guest's, and told of the outcome once it is confirmed. The last three are a takedown
 * request's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report (
      id char(22) character set ascii collate ascii_bin not null primary key,
      case_id char(22) character set ascii collate ascii_bin not null,
      reporter_key char(43) character set ascii collate ascii_bin not null,
      address_key char(43) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin null,
      email varchar(254) null,
      email_token_hash char(64) character set ascii collate ascii_bin null,
      email_confirmed_at datetime(3) null,
      reason varchar(40) character set ascii collate ascii_bin not null,
      body varchar(4000) not null,
      name varchar(120) null,
      basis varchar(40) character set ascii collate ascii_bin null,
      material varchar(500) null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key report_once (case_id, reporter_key),
      key report_reason (reason, case_id),
      key report_account (account_id),
      constraint report_case foreign key (case_id) references report_case (id),
      constraint report_account foreign key (account_id) references account (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
