import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_facet (
      revision_id char(22) character set ascii collate ascii_bin not null,
    position tinyint unsigned not null,
      facet varchar(40) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      level varchar(40) character set ascii collate ascii_bin null,
      primary key (revision_id, facet, code),
      constraint revision_facet_revision foreign key (revision_id) references job_revision (id),
      constraint revision_facet_facet check (facet in ('function', 'setting', 'specialty', 'codeset', 'ehr', 'encoder', 'type', 'perk')),
      constraint revision_facet_level check (level in ('required', 'preferred'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
