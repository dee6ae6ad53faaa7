import { sql, type Kysely } from "kysely";

/** The terms that a plan paid for: written at approval and never changed. `until` is how long the plan worked, as known then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan_use (
      term_id char(22) character set ascii collate ascii_bin not null primary key,
      subscription_id char(22) character set ascii collate ascii_bin not null,
      until datetime(3) not null,
      used_at datetime(3) not null,
      constraint plan_use_term foreign key (term_id) references term (id),
      constraint plan_use_subscription foreign key (subscription_id) references subscription_mirror (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
