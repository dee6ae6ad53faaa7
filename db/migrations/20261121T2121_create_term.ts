import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table term (
      id char(22) character set ascii collate ascii_bin not null primary key,
      job_id char(22) character set ascii collate ascii_bin not null,
      revision_id char(22) character set ascii collate ascii_bin not null,
      number smallint unsigned not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      days smallint unsigned not null,
      right_kind varchar(40) character set ascii collate ascii_bin not null,
      right_ref varchar(120) character set ascii collate ascii_bin not null,
      order_id char(22) character set ascii collate ascii_bin null,
      starts_at datetime(3) null,
      ends_at datetime(3) null,
      created_at datetime(3) not null,
      unique key term_number (job_id, number),
      unique key term_right (right_kind, right_ref),
      constraint term_job foreign key (job_id) references job (id),
      constraint term_order foreign key (order_id) references \`order\` (id),
      constraint term_state check (state in ('held', 'live', 'over', 'released')),
      constraint term_right_kind check (right_kind in ('order', 'no_cost_order', 'credit', 'plan', 'grant', 'import')),
      constraint term_paid check ((right_kind in ('order', 'no_cost_order')) = (order_id is not null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
