import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { deleteLink } from "./apply-link.queries.server.ts";
import { endJob } from "./end-job.server.ts";
import { findJobForMember, lockJob } from "./job.queries.server.ts";
import { withdrawJob } from "./return-job.server.ts";

/**
 * Takes a job out of review at the wish of a member: it is a draft again, and its authorization is let go. Where Stripe
 * does not answer now, a task does that.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is not in review any more.
 */
export async function takeJobBack(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  const { settle } = await transact(db, async (trx) => {
    await requireMember(trx, accountId, jobId);
    return withdrawJob(trx, { jobId, accountId });
  });
  if (!settle) return;
  try {
    await settleOrder(db, settle);
  } catch (error) {
    log.warn(
      { order: settle, error: error instanceof Error ? error.name : "unknown" },
      "the task will settle this order",
    );
  }
}

/**
 * Ends a live job at the wish of a member; an expired one may still be marked filled.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is over already.
 */
export async function finishJob(db: Db, accountId: AccountId, jobId: JobId, to: "filled" | "closed"): Promise<void> {
  await transact(db, async (trx) => {
    await requireMember(trx, accountId, jobId);
    await endJob(trx, jobId, to, byAccount(accountId));
  });
}

/**
 * Keeps a live job in the lists: a member says that it is still open (DOMAIN.md, Listed).
 * @throws DomainError `not-found` for anybody but a member; `conflict` when it is not live.
 */
export async function confirmJob(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await transact(db, async (trx) => {
    await requireMember(trx, accountId, jobId);
    await keepOpen(trx, accountId, jobId);
  });
}

/** The same inside a transaction whose caller has checked that the account is a member. @throws DomainError `conflict`. */
export async function keepOpen(trx: Trx, accountId: AccountId, jobId: JobId): Promise<void> {
  const job = await lockJob(trx, jobId);
  if (job?.state !== "live") throw new DomainError("conflict", "This job is not live any more.");
  await trx.updateTable("job").set({ confirmed_at: now() }).where("id", "=", jobId).execute();
  // Whoever says that it is open answers for its address too: what was found there counts no more, and is looked at anew.
  await deleteLink(trx, jobId);
  await recordAudit(trx, { actor: byAccount(accountId), action: "job.confirm", subject: { kind: "job", id: jobId } });
  jobChanged(trx, jobId);
}

async function requireMember(trx: Trx, accountId: AccountId, jobId: JobId): Promise<void> {
  if (!(await findJobForMember(trx, accountId, jobId))) throw new DomainError("not-found", "There is no such job.");
}
