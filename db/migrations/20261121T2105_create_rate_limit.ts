import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rate_limit (
      \`key\` varchar(255) not null primary key,
      points int not null default 0,
      expire bigint unsigned null,
      key rate_limit_expire (expire)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
