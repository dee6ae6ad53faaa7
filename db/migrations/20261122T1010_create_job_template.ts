import { sql, type Kysely } from "kysely";

/** `form` is a post form as it was typed, like a draft's; `version` counts what was changed, so that a stale page is told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_template (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      name varchar(80) not null,
      form mediumtext not null,
      version int unsigned not null,
      updated_by char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key job_template_name (employer_id, name),
      key job_template_updated_by (updated_by),
      constraint job_template_employer foreign key (employer_id) references employer (id),
      constraint job_template_updated_by foreign key (updated_by) references account (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
