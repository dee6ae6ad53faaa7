import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_location (
      revision_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      label varchar(200) not null,
      city varchar(100) null,
      state char(2) character set ascii collate ascii_bin null,
      zip char(5) character set ascii collate ascii_bin null,
      latitude double null,
      longitude double null,
      primary key (revision_id, position),
      constraint revision_location_revision foreign key (revision_id) references job_revision (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
