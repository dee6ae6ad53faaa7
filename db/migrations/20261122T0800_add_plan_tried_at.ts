import { sql, type Kysely } from "kysely";

/**
 * When a plan was last asked about, whether Stripe answered or not: the queue of those to read again. `read_at` stays what
 * it says, so that a plan which cannot be read is seen to be old. Plans of before are asked about at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table subscription_mirror
      add column tried_at datetime(3) not null default '2000-01-01 00:00:00',
      drop key subscription_mirror_due,
      add key subscription_mirror_due (over_at, tried_at)
  `.execute(db);
}
