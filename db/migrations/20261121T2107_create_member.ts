import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table member (
      employer_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      role varchar(40) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      primary key (employer_id, account_id),
      key member_account (account_id),
      constraint member_employer foreign key (employer_id) references employer (id),
      constraint member_account foreign key (account_id) references account (id),
      constraint member_role check (role in ('owner', 'recruiter'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
