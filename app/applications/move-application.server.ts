import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { ApplicationState } from "./application.ts";
import { lockApplicant, type ApplicantKey } from "./change-applicant.server.ts";
import { recordMove } from "./record-move.server.ts";

/**
 * A member of the employer moves an application on, or declines it; the seeker is told by mail.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is no longer at `version`, or there is no
 * such move.
 */
export async function moveApplication(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { to: ApplicationState; version: number; message?: string },
): Promise<void> {
  const { to, version, message } = input;
  await transact(db, async (trx) => {
    const row = await lockApplicant(trx, accountId, input);
    await recordMove(trx, row, { to, version, message, side: "employer", actorId: accountId });
  });
}
