import { sql, type Kysely } from "kysely";

/**
 * `version` counts the edits, so that a form never overwrites a newer one. `verified_domain` is the domain that was proven;
 * `verified_skeleton` is what it looks like, so that neither it nor a look-alike proves a second organization.
 * `logo_file_id` names a file of purpose `logo`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table employer
      add column version int unsigned not null default 1,
      add column verified_domain varchar(253) character set ascii collate ascii_bin null after verified_at,
      add column verified_skeleton varchar(253) character set utf8mb4 collate utf8mb4_bin null after verified_domain,
      add column logo_file_id char(22) character set ascii collate ascii_bin null,
      add unique key employer_verified (verified_skeleton),
      add key employer_logo (logo_file_id),
      add key employer_name (name)
  `.execute(db);
}
