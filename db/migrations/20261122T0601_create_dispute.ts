import { sql, type Kysely } from "kysely";

/** A cardholder's dispute of what was paid for an order. Its id and states are Stripe's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dispute (
      id varchar(190) character set ascii collate ascii_bin not null primary key,
      order_id char(22) character set ascii collate ascii_bin not null,
      amount_cents int unsigned not null,
      reason varchar(60) character set ascii collate ascii_bin not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      due_by datetime(3) null,
      looked_at datetime(3) not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      key dispute_order (order_id),
      key dispute_state (state, looked_at),
      constraint dispute_order foreign key (order_id) references \`order\` (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
