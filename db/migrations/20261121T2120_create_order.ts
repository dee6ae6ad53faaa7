import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table \`order\` (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      plan_code varchar(40) character set ascii collate ascii_bin not null,
      plan_name varchar(80) not null,
      job_id char(22) character set ascii collate ascii_bin null,
      revision_id char(22) character set ascii collate ascii_bin null,
      amount_cents int unsigned not null,
      currency char(3) character set ascii collate ascii_bin not null,
      term_days smallint unsigned not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      intent varchar(40) character set ascii collate ascii_bin null,
      failure varchar(300) null,
      stripe_session varchar(255) character set ascii collate ascii_bin null,
      stripe_payment_intent varchar(255) character set ascii collate ascii_bin null,
      checkout_url varchar(2000) null,
      capture_before datetime(3) null,
      created_by char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key order_session (stripe_session),
      unique key order_payment_intent (stripe_payment_intent),
      key order_employer (employer_id, created_at),
      key order_job (job_id),
      key order_state (state, updated_at),
      constraint order_employer foreign key (employer_id) references employer (id),
      constraint order_job foreign key (job_id) references job (id),
      constraint order_revision foreign key (revision_id) references job_revision (id),
      constraint order_plan foreign key (plan_code) references plan (code),
      constraint order_state check (state in ('open', 'authorized', 'captured', 'no_cost', 'cancelled', 'expired', 'lapsed')),
      constraint order_intent check (intent in ('capture', 'cancel'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
