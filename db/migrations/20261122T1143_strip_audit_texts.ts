import { sql, type Kysely } from "kysely";

/**
 * The last change that the log ever takes: what staff typed about a claim stands in the claim, and the domain of a
 * person's address at work is no id.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update audit set detail = json_remove(detail, '$.reason', '$.domain')
    where action in ('claim.approve', 'claim.reject', 'claim.file')
  `.execute(db);
}
