import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application_answer (
      application_id char(22) character set ascii collate ascii_bin not null,
      position tinyint unsigned not null,
      revision_id char(22) character set ascii collate ascii_bin not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      question varchar(200) not null,
      answer varchar(2000) null,
      expected varchar(1500) null,
      meets tinyint(1) null,
      primary key (application_id, position),
      constraint application_answer_application foreign key (application_id) references application (id),
      constraint application_answer_revision foreign key (revision_id) references job_revision (id),
      constraint application_answer_kind check (kind in ('yes-no', 'choice', 'number', 'text')),
      constraint application_answer_meets check (meets is null or (answer is not null and expected is not null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
