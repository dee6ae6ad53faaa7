import { sql, type Kysely } from "kysely";

/** The record of decisions is append-only: none is ever deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger moderation_decision_no_delete before delete on moderation_decision for each row
    signal sqlstate '45000' set message_text = 'The record of decisions is append-only'
  `.execute(db);
}
