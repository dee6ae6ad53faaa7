import { sql, type Kysely } from "kysely";

/** How often an employer found a person in a search, and opened the profile, on a day (whole days since 1970 in UTC). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table candidate_look (
      sight_id char(22) character set ascii collate ascii_bin not null,
      day smallint unsigned not null,
      appeared smallint unsigned not null,
      opened smallint unsigned not null,
      primary key (sight_id, day),
      key candidate_look_day (day),
      constraint candidate_look_sight foreign key (sight_id) references candidate_sight (id) on delete cascade
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
