import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit (
      id char(22) character set ascii collate ascii_bin not null primary key,
      at datetime(3) not null,
      actor_kind varchar(40) character set ascii collate ascii_bin not null,
      actor_account_id char(22) character set ascii collate ascii_bin null,
      action varchar(40) character set ascii collate ascii_bin not null,
      subject_kind varchar(40) character set ascii collate ascii_bin not null,
      subject_id varchar(60) character set ascii collate ascii_bin not null,
      detail text not null,
      key audit_subject (subject_kind, subject_id, at),
      key audit_actor (actor_account_id, at),
      constraint audit_actor_kind check (actor_kind in ('account', 'system'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
