import { sql, type Kysely } from "kysely";

/** What a seeker knows and looks for: codes of the vocabularies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_choice (
      account_id char(22) character set ascii collate ascii_bin not null,
      facet varchar(20) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      primary key (account_id, facet, code),
      constraint profile_choice_profile foreign key (account_id) references profile (account_id),
      constraint profile_choice_facet check (facet in ('ehr', 'encoder', 'function', 'mode', 'type'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
