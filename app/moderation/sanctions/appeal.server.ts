import "./sanction.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { grantCredits } from "~/billing/use-right.server.ts";
import { lockJob } from "~/jobs/find-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type AppealId, type SanctionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { whyNotForeign } from "../require-foreign.server.ts";
import { liftBanIn } from "./ban-employer.server.ts";
import { requireOwnerOf } from "./read-own-sanction.server.ts";
import {
  countStaff,
  decidedBy,
  findAppealAgainst,
  findSanction,
  insertAppeal,
  lockAppeal,
  updateAppeal,
  type SanctionRow,
} from "./sanction.queries.server.ts";
import { appealable } from "./sanction.ts";
import { reinstateIn } from "./suspend-job.server.ts";

/**
 * Writes an owner's appeal against what a sanction is now. There is one against each matter.
 * @throws DomainError `not-found` for anybody but a member; `invalid` for a recruiter; `conflict` when there is nothing to
 *   appeal any more, or an appeal was written before.
 */
export async function fileAppeal(
  db: Db,
  input: { sanctionId: SanctionId; accountId: AccountId; body: string },
): Promise<AppealId> {
  const { sanctionId, accountId, body } = input;
  const id: AppealId = newId<"appeal">();
  return transact(db, async (trx) => {
    const sanction = await findSanction(trx, sanctionId);
    if (!sanction) throw new DomainError("not-found", "There is no such decision.");
    await requireOwnerOf(trx, sanction.employer_id, accountId);
    const matter = appealable(sanction);
    if (!matter)
      throw new DomainError("conflict", "This was lifted meanwhile, so there is nothing to appeal any more.");
    if (await findAppealAgainst(trx, sanctionId, matter))
      throw new DomainError("conflict", "Your organization has appealed against this already.");
    await insertAppeal(trx, {
      id,
      sanction_id: sanctionId,
      matter,
      account_id: accountId,
      body,
      state: "open",
      created_at: now(),
    });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "appeal.file",
      subject: { kind: "appeal", id },
      detail: { sanction: sanctionId, matter, employer: sanction.employer_id, job: sanction.job_id },
    });
    return id;
  });
}

/**
 * Decides on an appeal, once. Whoever decided before does not judge it, where there is somebody else. What is overturned is
 * undone; a job that was taken down for good does not come back (its state has no way back), so its employer gets a credit
 * to post it anew.
 * @throws DomainError `not-found`; `conflict` when somebody was quicker, or the moderator must not judge this.
 */
export async function decideAppeal(
  db: Db,
  input: { appealId: AppealId; moderatorId: AccountId; decision: "keep" | "overturn"; reason: string },
): Promise<void> {
  const { appealId, moderatorId, decision, reason } = input;
  await transact(db, async (trx) => {
    const appeal = await lockAppeal(trx, appealId);
    const sanction = appeal && (await findSanction(trx, appeal.sanction_id));
    if (!appeal || !sanction) throw new DomainError("not-found", "There is no such appeal.");
    if (appeal.state !== "open")
      throw new DomainError("conflict", "This appeal is decided or settled already: somebody was quicker.");
    const refusal = await whyNotJudge(trx, sanction, moderatorId);
    if (refusal) throw new DomainError("conflict", refusal);
    const overturned = decision === "overturn";
    await updateAppeal(trx, appealId, {
      state: overturned ? "overturned" : "kept",
      reason,
      decided_by: moderatorId,
      decided_at: now(),
    });
    if (overturned) await undo(trx, sanction, { appealId, moderatorId, reason });
    await recordAudit(trx, {
      actor: byAccount(moderatorId),
      action: overturned ? "appeal.overturn" : "appeal.keep",
      subject: { kind: "appeal", id: appealId },
      detail: { sanction: sanction.id, matter: appeal.matter },
    });
    await enqueueTask(trx, "appeal.mail", { appealId }, { dedupeKey: `appeal.mail:${appealId}` });
  });
}

async function undo(
  trx: Trx,
  { employer_id: employerId, job_id: jobId, state }: SanctionRow,
  by: { appealId: AppealId; moderatorId: AccountId; reason: string },
): Promise<void> {
  const { appealId, moderatorId, reason } = by;
  if (!jobId) await liftBanIn(trx, { employerId, moderatorId, reason });
  else if (state === "active") await reinstateIn(trx, { jobId, moderatorId, reason });
  else if ((await lockJob(trx, jobId))?.origin === "employer")
    await grantCredits(trx, {
      employerId,
      credits: 1,
      sourceKey: `appeal:${appealId}`,
      actorAccountId: moderatorId,
      note: "In place of a job that was taken down by mistake",
    });
}

/** Why this moderator does not judge an appeal against the sanction; undefined where they may. */
export async function whyNotJudge(
  db: Db | Trx,
  sanction: Pick<SanctionRow, "employer_id" | "imposed_by" | "ended_by">,
  moderatorId: AccountId,
): Promise<string | undefined> {
  const refusal = await whyNotForeign(db, sanction.employer_id, moderatorId);
  if (refusal) return refusal;
  if (decidedBy(sanction, moderatorId) && (await countStaff(db)) > 1)
    return "You decided on this before. Another moderator judges the appeal.";
  return undefined;
}
