import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table remembered_answer (
      account_id char(22) character set ascii collate ascii_bin not null,
      question_key char(43) character set ascii collate ascii_bin not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      question varchar(500) not null,
      answer text not null,
      updated_at datetime(3) not null,
      primary key (account_id, question_key),
      constraint remembered_answer_account foreign key (account_id) references account (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
