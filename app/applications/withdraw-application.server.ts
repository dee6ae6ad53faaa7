import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, ApplicationId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { lockApplicationForSeeker } from "./application.queries.server.ts";
import { recordMove } from "./record-move.server.ts";

/**
 * The seeker withdraws an application; both sides are told by mail. `version` is the one that was read: an offer that
 * came in between is seen before it is turned down.
 * @throws DomainError `not-found` for anybody but the seeker; `conflict`.
 */
export async function withdrawApplication(
  db: Db,
  accountId: AccountId,
  input: { applicationId: ApplicationId; version: number },
): Promise<void> {
  await transact(db, async (trx) => {
    const row = await lockApplicationForSeeker(trx, accountId, input.applicationId);
    if (!row) throw new DomainError("not-found", "There is no such application.");
    await recordMove(trx, row, { to: "withdrawn", version: input.version, side: "seeker", actorId: accountId });
  });
}
