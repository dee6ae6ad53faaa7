import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table file add constraint file_state check (state in ('pending', 'kept', 'erased'))
  `.execute(db);
}
