import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      id char(22) character set ascii collate ascii_bin not null primary key,
      email varchar(254) not null,
      email_verified_at datetime(3) null,
      password_hash varchar(255) not null,
      name varchar(100) not null,
      staff_role varchar(40) character set ascii collate ascii_bin null,
      consent_version varchar(40) character set ascii collate ascii_bin not null,
      consented_at datetime(3) not null,
      suspended_at datetime(3) null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key account_email (email),
      constraint account_staff_role check (staff_role in ('moderator', 'admin'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
