import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { countOf } from "~/ui/format.ts";
import { hasLine } from "./admin.queries.server.ts";
import { appendLine, lockCredits, readLockedLedger } from "./ledger.queries.server.ts";

/** The most credits that an admin gives or takes at once: a slip of the finger shall not be a fortune. */
export const MOST_CREDITS = 100;

/**
 * Gives an employer credits, or takes some, as an act of an admin with a reason that the employer reads. The balance is
 * never below zero.
 * @param act.credits given when above zero, taken when below. @param act.id names the act: posted twice, it is done once.
 * @param act.seenBalance what the admin saw. @returns the balance afterwards.
 * @throws DomainError `conflict` when the balance is another one by now, or less than what is to be taken.
 */
export async function changeCredits(
  db: Db,
  act: {
    id: Id<"credit-act">;
    employerId: EmployerId;
    credits: number;
    seenBalance: number;
    note: string;
    adminId: AccountId;
  },
): Promise<number> {
  const { credits, employerId, note } = act;
  if (!Number.isInteger(credits) || credits === 0 || Math.abs(credits) > MOST_CREDITS)
    throw new RangeError(`An admin gives or takes 1 to ${MOST_CREDITS} credits`);
  const sourceKey = `staff:${act.id}`;
  return transact(db, async (trx) => {
    await lockCredits(trx, employerId);
    const ledger = await readLockedLedger(trx, employerId);
    const balance = ledger.reduce((sum, { delta }) => sum + delta, 0);
    if (await hasLine(trx, sourceKey)) return balance;
    if (balance !== act.seenBalance)
      throw new DomainError(
        "conflict",
        `The employer has ${countOf(balance, "credit")} by now. Nothing was changed; look again.`,
      );
    if (balance + credits < 0)
      throw new DomainError("conflict", `Only ${countOf(balance, "credit")} can be taken. Nothing was changed.`);
    await appendLine(trx, {
      employer_id: employerId,
      kind: credits > 0 ? "grant" : "take",
      delta: credits,
      source_key: sourceKey,
      actor_account_id: act.adminId,
      note,
    });
    return balance + credits;
  });
}
