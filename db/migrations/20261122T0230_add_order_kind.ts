import { sql, type Kysely } from "kysely";

/**
 * What kind of thing was bought, and how many credits it brings: a snapshot, as the price is. `processing` is a bank
 * payment on its way, `failed` one that came back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table \`order\`
      add column kind varchar(40) character set ascii collate ascii_bin not null default 'single' after plan_name,
      add column credits smallint unsigned not null default 0 after term_days,
      drop constraint order_state,
      add constraint order_state_known check (state in
        ('open', 'processing', 'authorized', 'captured', 'no_cost', 'cancelled', 'expired', 'lapsed', 'failed')),
      add constraint order_kind check (kind in ('single', 'pack', 'upgrade', 'subscription'))
  `.execute(db);
}
