import { sql, type Kysely } from "kysely";

/** `purchase`: the credits of a paid pack, each good for `term_days`; null is what a single post gives. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table credit_ledger
      add column term_days smallint unsigned null after delta,
      drop constraint credit_ledger_kind,
      add constraint credit_ledger_kind_known check (kind in ('grant', 'purchase', 'hold', 'spend', 'return'))
  `.execute(db);
}
