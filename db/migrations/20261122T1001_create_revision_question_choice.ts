import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_question_choice (
      revision_id char(22) character set ascii collate ascii_bin not null,
      question_position tinyint unsigned not null,
      position tinyint unsigned not null,
      label varchar(100) not null,
      accepted tinyint(1) not null,
      primary key (revision_id, question_position, position),
      constraint revision_question_choice foreign key (revision_id, question_position) references revision_question (revision_id, position)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
