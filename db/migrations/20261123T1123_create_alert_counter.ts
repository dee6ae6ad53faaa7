import { sql, type Kysely } from "kysely";

/** `change`: the number given last to a change of an alert. `feed`: up to which change of jobs they are matched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert_counter (
      name varchar(20) character set ascii collate ascii_bin not null primary key,
      value bigint unsigned not null
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
