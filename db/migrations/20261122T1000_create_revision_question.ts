import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table revision_question (
      revision_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      question varchar(200) not null,
      hint varchar(200) null,
      required tinyint(1) not null,
      expects varchar(40) character set ascii collate ascii_bin null,
      least decimal(13, 4) null,
      most decimal(13, 4) null,
      primary key (revision_id, position),
      constraint revision_question_revision foreign key (revision_id) references job_revision (id),
      constraint revision_question_kind check (kind in ('yes-no', 'choice', 'number', 'text')),
      constraint revision_question_expects check (expects is null or (kind = 'yes-no' and expects in ('yes', 'no'))),
      constraint revision_question_bounds check ((least is null and most is null) or kind = 'number')
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
