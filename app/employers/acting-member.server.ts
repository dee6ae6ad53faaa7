import { sql, type SqlBool } from "kysely";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { EmployerId } from "~/platform/ids.ts";

/**
 * Holds for a row of `member` whose organization is not banned. Every query that asks whether somebody may act for an
 * organization says it, so that whoever belongs to a banned one is to all of them nobody (`requireAccount` leads such a
 * person to the page that says why).
 */
export const acts = sql<SqlBool>`not exists (
  select 1 from employer as banned_one
  where banned_one.id = member.employer_id and banned_one.banned_at is not null
)`;

/**
 * Makes sure that the organization is not banned, and is not until the transaction ends: for what a task or Stripe's word
 * does, where no member asks. @throws DomainError `conflict`.
 */
export async function requireActing(trx: Trx, employerId: EmployerId): Promise<void> {
  const row = await trx
    .selectFrom("employer")
    .select("banned_at")
    .where("id", "=", employerId)
    // Not `for share`, which MariaDB does not know.
    .modifyEnd(sql`lock in share mode`)
    .executeTakeFirst();
  if (row?.banned_at)
    throw new DomainError(
      "conflict",
      "This organization is banned, so nothing can be done for it. Nothing was charged.",
    );
}
