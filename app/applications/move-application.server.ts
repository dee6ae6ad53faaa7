import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { ApplicationState } from "./application.ts";
import { lockApplicationForMember } from "./application.queries.server.ts";
import { recordMove } from "./record-move.server.ts";

/**
 * A member of the employer moves an application on, or declines it; the seeker is told by mail.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is no longer at `version`, or there is no
 * such move.
 */
export async function moveApplication(
  db: Db,
  accountId: AccountId,
  input: { jobId: JobId; applicationId: ApplicationId; to: ApplicationState; version: number },
): Promise<void> {
  await transact(db, async (trx) => {
    const row = await lockApplicationForMember(trx, accountId, input.jobId, input.applicationId);
    if (!row) throw new DomainError("not-found", "There is no such application.");
    await recordMove(trx, row, { to: input.to, version: input.version, side: "employer", actorId: accountId });
  });
}
