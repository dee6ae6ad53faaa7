import { sql, type Kysely } from "kysely";

/** What of an invoice came from the customer's balance at Stripe: the rest is what was paid. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table receipt add column balance_cents int not null default 0 after tax_cents
  `.execute(db);
}
