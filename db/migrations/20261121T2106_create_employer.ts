import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table employer (
      id char(22) character set ascii collate ascii_bin not null primary key,
      slug varchar(160) character set ascii collate ascii_bin not null,
      name varchar(160) not null,
      website varchar(300) null,
      about mediumtext not null,
      verification varchar(40) character set ascii collate ascii_bin not null,
      verified_at datetime(3) null,
      source_key varchar(190) null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key employer_slug (slug),
      unique key employer_source (source_key),
      constraint employer_verification check (verification in ('unverified', 'email', 'dns'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
