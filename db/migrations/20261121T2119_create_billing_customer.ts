import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table billing_customer (
      employer_id char(22) character set ascii collate ascii_bin not null primary key,
      stripe_customer varchar(255) character set ascii collate ascii_bin not null,
      sync_version bigint unsigned not null,
      created_at datetime(3) not null,
      unique key billing_customer_stripe (stripe_customer),
      constraint billing_customer_employer foreign key (employer_id) references employer (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
