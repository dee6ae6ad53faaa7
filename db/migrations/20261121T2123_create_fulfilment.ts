import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table fulfilment (
      source_key varchar(190) character set ascii collate ascii_bin not null primary key,
      order_id char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      key fulfilment_order (order_id),
      constraint fulfilment_order foreign key (order_id) references \`order\` (id)
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
