import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into change_counter (id, seq) values (1, 0)
  `.execute(db);
}
