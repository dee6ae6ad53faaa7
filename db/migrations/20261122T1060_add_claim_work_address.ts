import { sql, type Kysely } from "kysely";

/** `work_token_hash` is that of the link mailed to the claimant's address at work. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table employer_claim
      add column work_token_hash char(64) character set ascii collate ascii_bin null after work_email,
      add column work_confirmed_at datetime(3) null after work_token_hash
  `.execute(db);
}
