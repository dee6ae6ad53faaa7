import { sql, type Kysely } from "kysely";

/** What was paid for an order, as it was on that day: written once and never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table receipt (
      number int unsigned not null auto_increment primary key,
      order_id char(22) character set ascii collate ascii_bin not null,
      employer_name varchar(160) not null,
      discount_cents int unsigned not null,
      tax_cents int unsigned not null,
      total_cents int unsigned not null,
      promotion_code varchar(500) null,
      invoice_url varchar(2000) null,
      paid_at datetime(3) not null,
      unique key receipt_order (order_id),
      constraint receipt_order foreign key (order_id) references \`order\` (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
