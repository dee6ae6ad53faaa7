import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_experience (
      revision_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      years tinyint unsigned not null,
      counted_in varchar(40) character set ascii collate ascii_bin not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      primary key (revision_id, position),
      constraint revision_experience_revision foreign key (revision_id) references job_revision (id),
      constraint revision_experience_counted_in check (counted_in in ('setting', 'specialty'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
