import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application_note (
      id char(22) character set ascii collate ascii_bin not null primary key,
      application_id char(22) character set ascii collate ascii_bin not null,
      author_id char(22) character set ascii collate ascii_bin not null,
      body text not null,
      version int unsigned not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      key application_note_application (application_id, created_at),
      key application_note_author (author_id),
      constraint application_note_application foreign key (application_id) references application (id),
      constraint application_note_author foreign key (author_id) references account (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
