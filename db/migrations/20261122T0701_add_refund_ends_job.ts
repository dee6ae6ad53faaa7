import { sql, type Kysely } from "kysely";

/** Whether the live job that the order paid for is taken down as soon as Stripe gives the money back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table refund add column ends_job tinyint(1) not null default 0 after amount_cents`.execute(db);
}
