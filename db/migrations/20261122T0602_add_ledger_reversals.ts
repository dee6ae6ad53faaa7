import { sql, type Kysely } from "kysely";

/**
 * `refund`, `dispute`: credits taken back with the money, or returned when that came to nothing. `shortfall`: one that
 * came back and was still owed. `take`: an act of staff. The column counts what could not be taken, since it was used.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table credit_ledger
      add column shortfall int not null default 0 after delta,
      add key credit_ledger_order (order_id),
      drop constraint credit_ledger_kind_known,
      add constraint credit_ledger_kind_of check (kind in
        ('grant', 'purchase', 'hold', 'spend', 'return', 'refund', 'dispute', 'shortfall', 'take'))
  `.execute(db);
}
