import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account add key account_unconfirmed (email_verified_at, updated_at)
  `.execute(db);
}
