import { sql, type Kysely } from "kysely";

/** What is listed by now is new to nobody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into alert_counter (name, value)
    select 'change', 0 union all select 'feed', seq from change_counter where id = 1
  `.execute(db);
}
