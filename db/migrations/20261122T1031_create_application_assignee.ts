import { sql, type Kysely } from "kysely";

/** Whose an applicant is. The row goes with the membership, so that nobody outside an employer holds one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application_assignee (
      application_id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      key application_assignee_member (employer_id, account_id),
      constraint application_assignee_application foreign key (application_id) references application (id),
      constraint application_assignee_member foreign key (employer_id, account_id)
        references member (employer_id, account_id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
