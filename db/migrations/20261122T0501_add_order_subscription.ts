import { sql, type Kysely } from "kysely";

/** Of a plan's order: the subscription, the paid invoice that the order stands for, and the period that it pays for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table \`order\`
      add column subscription_id char(22) character set ascii collate ascii_bin null,
      add column stripe_invoice varchar(255) character set ascii collate ascii_bin null,
      add column period_start datetime(3) null,
      add column period_end datetime(3) null,
      add unique key order_invoice (stripe_invoice),
      add constraint order_subscription foreign key (subscription_id) references subscription_mirror (id)
  `.execute(db);
}
