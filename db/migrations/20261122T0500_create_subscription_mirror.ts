import { sql, type Kysely } from "kysely";

/**
 * What Stripe says of each plan that was bought here, as last read. `read_at` and `over_at` are of our clock: when it was
 * last asked about, and when we learned that it is over for good.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table subscription_mirror (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      stripe_subscription varchar(255) character set ascii collate ascii_bin not null,
      plan_code varchar(40) character set ascii collate ascii_bin not null,
      plan_name varchar(80) not null,
      price_cents int unsigned not null,
      currency char(3) character set ascii collate ascii_bin not null,
      term_days smallint unsigned not null,
      status varchar(40) character set ascii collate ascii_bin not null,
      period_start datetime(3) not null,
      period_end datetime(3) not null,
      cancel_at datetime(3) null,
      ended_at datetime(3) null,
      open_invoice varchar(255) character set ascii collate ascii_bin null,
      invoice_url varchar(2000) null,
      next_attempt_at datetime(3) null,
      read_at datetime(3) not null,
      over_at datetime(3) null,
      created_by char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      unique key subscription_mirror_stripe (stripe_subscription),
      key subscription_mirror_due (over_at, read_at),
      constraint subscription_mirror_employer foreign key (employer_id) references employer (id),
      constraint subscription_mirror_plan foreign key (plan_code) references plan (code),
      constraint subscription_mirror_status check (status in
        ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
      constraint subscription_mirror_over check
        ((over_at is not null) = (status in ('canceled', 'incomplete_expired')))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
