import { countAccountAttempt } from "~/accounts/limits.server.ts";
import type { Job } from "~/jobs/job.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { howToApply } from "../how-to-apply.ts";
import { countAway, deleteAway, insertAway } from "./away.queries.server.ts";

export { findAway } from "./away.queries.server.ts";

/** The most marks of one account. */
const MOST_AWAY = 1_000;

/** Whether the job takes, or took, its applications elsewhere. */
export function appliesAway({ origin, sourceUrl, content }: Job): boolean {
  return howToApply({ open: true, origin, sourceUrl, apply: content.apply }).how === "elsewhere";
}

/**
 * The person says that they applied to a job away from the board: it stands in their tracker, and nobody else learns it.
 * @throws DomainError `conflict` for a job that takes its applications here, and beyond the most; `too-many`.
 */
export async function markAway(db: Db, accountId: AccountId, job: Job): Promise<void> {
  if (!appliesAway(job)) throw new DomainError("conflict", "This job takes its applications here.");
  await countAccountAttempt("save", accountId);
  if ((await countAway(db, accountId)) >= MOST_AWAY)
    throw new DomainError("conflict", `You have marked ${MOST_AWAY} jobs, which is the most. Take some back first.`);
  await insertAway(db, accountId, job.id);
}

/** Takes the mark back; nothing happens when there is none. */
export async function unmarkAway(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await deleteAway(db, accountId, jobId);
}
