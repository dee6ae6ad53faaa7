import { sql, type Kysely } from "kysely";

/**
 * Money given back for an order. A refund that an admin wants is `wanted` until Stripe has answered, `refused` when
 * Stripe said no; one that was made in Stripe's Dashboard has no key of ours. The other states are Stripe's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table refund (
      id char(22) character set ascii collate ascii_bin not null primary key,
      order_id char(22) character set ascii collate ascii_bin not null,
      stripe_refund varchar(255) character set ascii collate ascii_bin null,
      idempotency_key varchar(190) character set ascii collate ascii_bin null,
      key_spent tinyint(1) not null default 0,
      tried_at datetime(3) null,
      amount_cents int unsigned not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      reason varchar(40) character set ascii collate ascii_bin null,
      note varchar(300) null,
      failure varchar(300) null,
      actor_account_id char(22) character set ascii collate ascii_bin null,
      looked_at datetime(3) not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key refund_stripe (stripe_refund),
      unique key refund_key (idempotency_key),
      key refund_order (order_id),
      key refund_state (state, looked_at),
      constraint refund_order foreign key (order_id) references \`order\` (id),
      constraint refund_state check (state in
        ('wanted', 'refused', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
