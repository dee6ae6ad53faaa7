import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into plan (code, name, kind, price_cents, currency, credits, term_days, active)
    values ('single-post', 'Single post', 'single', 19900, 'usd', 0, 30, 1)
  `.execute(db);
}
