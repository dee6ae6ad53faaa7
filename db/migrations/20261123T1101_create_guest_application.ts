import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table guest_application (
      id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      file_id char(22) character set ascii collate ascii_bin not null,
      revision_id char(22) character set ascii collate ascii_bin not null,
      email varchar(254) not null,
      name varchar(100) not null,
      letter mediumtext not null,
      answers mediumtext not null,
      consent_version varchar(40) character set ascii collate ascii_bin not null,
      token_hash char(64) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      expires_at datetime(3) not null,
      unique key guest_application_token (token_hash),
      key guest_application_file (file_id),
      key guest_application_email (email),
      constraint guest_application_job foreign key (job_id) references job (id),
      constraint guest_application_revision foreign key (revision_id) references job_revision (id),
      constraint guest_application_file foreign key (file_id) references file (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
