import { sql, type Kysely } from "kysely";

/** When the session last gave the account's password, where it was asked for it again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session add column password_at datetime(3) null`.execute(db);
}
