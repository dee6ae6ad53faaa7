import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { updateRating } from "./applicant.queries.server.ts";
import { lockApplicant, type ApplicantKey } from "./change-applicant.server.ts";

/**
 * The team's rating of an applicant; the seeker never learns of it.
 * @param input.rating 1 to 5, or 0 for none. `seen` is what the page showed, likewise.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when a colleague has rated meanwhile.
 */
export async function rateApplicant(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { rating: number; seen: number },
): Promise<void> {
  await transact(db, async (trx) => {
    const row = await lockApplicant(trx, accountId, input);
    const stands = row.rating ?? 0;
    if (stands === input.rating) return;
    if (stands !== input.seen)
      throw new DomainError(
        "conflict",
        stands === 0
          ? "A colleague has taken the rating away meanwhile. Rate again if you still want to."
          : `A colleague has rated this person ${stands} of 5 meanwhile. Rate again if you still want to.`,
      );
    await updateRating(trx, row.id, input.rating || null);
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "application.rate",
      subject: { kind: "application", id: row.id },
      detail: { job: row.job_id, from: row.rating, to: input.rating || null },
    });
  });
}
