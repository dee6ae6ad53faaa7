import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_credential_group (
      revision_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      how varchar(40) character set ascii collate ascii_bin not null,
      level varchar(40) character set ascii collate ascii_bin not null,
      in_lieu varchar(300) null,
      primary key (revision_id, position),
      constraint revision_credential_group_revision foreign key (revision_id) references job_revision (id),
      constraint revision_credential_group_how check (how in ('any', 'all')),
      constraint revision_credential_group_level check (level in ('required', 'preferred'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
