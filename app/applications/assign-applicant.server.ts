import "./application.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { findHolder, replaceHolder } from "./applicant.queries.server.ts";
import { lockMembershipOfJob } from "./application.queries.server.ts";
import { lockApplicant, type ApplicantKey } from "./change-applicant.server.ts";

/**
 * Hands an applicant to a colleague, who is told by mail, or to nobody. Whoever leaves the employer loses theirs with the
 * membership.
 * @param input.from whose the page said the applicant was.
 * @throws DomainError `not-found` for anybody but a member; `invalid` (field `to`) when the colleague is none any more;
 *   `conflict` when the applicant is somebody else's by now.
 */
export async function assignApplicant(
  db: Db,
  accountId: AccountId,
  input: ApplicantKey & { to?: AccountId; from?: AccountId },
): Promise<void> {
  const { to, from } = input;
  await transact(db, async (trx) => {
    const row = await lockApplicant(trx, accountId, input);
    const stands = await findHolder(trx, row.id);
    if (stands?.id === to) return;
    if (stands?.id !== from)
      throw new DomainError(
        "conflict",
        stands
          ? `This applicant was handed to ${stands.name} meanwhile, so nothing was changed.`
          : "This applicant is nobody's by now, so nothing was changed.",
      );
    const membership = to && (await lockMembershipOfJob(trx, to, row.job_id));
    if (to && !membership)
      throw new DomainError("invalid", "This person does not belong to the organization any more.", "to");
    await replaceHolder(
      trx,
      row.id,
      membership ? { employerId: membership.employer_id, accountId: membership.account_id, at: now() } : null,
    );
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "application.assign",
      subject: { kind: "application", id: row.id },
      detail: { job: row.job_id, from: stands?.id ?? null, to: to ?? null },
    });
    if (to && to !== accountId)
      await enqueueTask(trx, "application.assigned-mail", { applicationId: row.id, to, by: accountId });
  });
}
