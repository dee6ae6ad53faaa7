import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_production (
      revision_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      amount decimal(7, 2) not null,
      record_type varchar(60) not null,
      period varchar(40) character set ascii collate ascii_bin not null,
      primary key (revision_id, position),
      constraint revision_production_revision foreign key (revision_id) references job_revision (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
