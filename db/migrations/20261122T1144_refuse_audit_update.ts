import { sql, type Kysely } from "kysely";

/** The audit log is append-only: no line is ever changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger audit_no_update before update on audit for each row
    signal sqlstate '45000' set message_text = 'The audit log is append-only'
  `.execute(db);
}
