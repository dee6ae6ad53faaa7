import { sql, type Kysely } from "kysely";

/** What is to be paid of a plan's open invoice: its price is before promotions and tax. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table subscription_mirror add column open_cents int unsigned null after open_invoice
  `.execute(db);
}
