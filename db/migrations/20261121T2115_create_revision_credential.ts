import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_credential (
      revision_id char(22) character set ascii collate ascii_bin not null,
      group_position tinyint unsigned not null,
    position tinyint unsigned not null,
      code varchar(40) character set ascii collate ascii_bin not null,
      primary key (revision_id, group_position, code),
      constraint revision_credential_group foreign key (revision_id, group_position) references revision_credential_group (revision_id, position)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
