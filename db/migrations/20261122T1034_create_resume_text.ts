import { sql, type Kysely } from "kysely";

/** The words of a résumé, read once; made anew from the file whenever the row is missing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table resume_text (
      file_id char(22) character set ascii collate ascii_bin not null primary key,
      body mediumtext null,
      pages smallint unsigned null,
      is_whole tinyint(1) not null,
      created_at datetime(3) not null,
      constraint resume_text_file foreign key (file_id) references file (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
