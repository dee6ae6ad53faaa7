import { sql, type Kysely } from "kysely";

/** What Stripe's page came to, after a promotion: `amount_cents` is the price before it. Null until somebody paid. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table \`order\` add column total_cents int unsigned null after amount_cents`.execute(db);
}
