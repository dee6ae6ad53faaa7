import { sql, type Kysely } from "kysely";

/** The order that makes the job featured during this term: one a term, and no order features two. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table term
      add column featured_order_id char(22) character set ascii collate ascii_bin null after order_id,
      add unique key term_featured (featured_order_id),
      add constraint term_featured foreign key (featured_order_id) references \`order\` (id)
  `.execute(db);
}
