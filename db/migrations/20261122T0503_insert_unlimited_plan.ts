import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert ignore into plan (code, name, kind, price_cents, currency, credits, term_days, active)
    values ('unlimited', 'Unlimited monthly', 'subscription', 79900, 'usd', 0, 30, 1)
  `.execute(db);
}
