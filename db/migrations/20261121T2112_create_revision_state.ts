import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_state (
      revision_id char(22) character set ascii collate ascii_bin not null,
      state char(2) character set ascii collate ascii_bin not null,
      primary key (revision_id, state),
      constraint revision_state_revision foreign key (revision_id) references job_revision (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
