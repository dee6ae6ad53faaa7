import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      code varchar(40) character set ascii collate ascii_bin not null primary key,
      name varchar(80) not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      price_cents int unsigned not null,
      currency char(3) character set ascii collate ascii_bin not null,
      credits smallint unsigned not null,
      term_days smallint unsigned not null,
      active tinyint(1) not null,
      constraint plan_kind check (kind in ('single', 'pack', 'subscription', 'upgrade'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
