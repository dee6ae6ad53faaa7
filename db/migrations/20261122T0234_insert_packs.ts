import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert ignore into plan (code, name, kind, price_cents, currency, credits, term_days, active)
    values ('pack-5', 'Pack of 5', 'pack', 89500, 'usd', 5, 30, 1),
      ('pack-10', 'Pack of 10', 'pack', 159000, 'usd', 10, 30, 1)
  `.execute(db);
}
