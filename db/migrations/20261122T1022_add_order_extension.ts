import { sql, type Kysely } from "kysely";

/** An order for one more term of a job that is live; its plan is that of a single post. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table \`order\`
      drop constraint order_kind,
      add constraint order_kind_known check (kind in ('single', 'pack', 'upgrade', 'subscription', 'extension'))
  `.execute(db);
}
