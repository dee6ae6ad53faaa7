import { countAccountAttempt } from "~/accounts/limits.server.ts";
import { payWords, placeWords } from "~/jobs/components/job-words.ts";
import { overReason } from "~/jobs/components/over-reason.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { countSaved, deleteSaved, insertSaved, isSilent, listSavedIds } from "./saved.queries.server.ts";
import { MOST_SAVED, savedCursorText, type SavedCursor, type SavedJob } from "./saved.ts";

export { findSaved, setSilence } from "./saved.queries.server.ts";

/** Rows of a page of the list. */
const PAGE = 25;

/**
 * Saves a job that the public can read; saving it again changes nothing.
 * @throws DomainError `not-found`; `conflict` for a job that is over, or when the list is full; `too-many`.
 */
export async function saveJob(db: Db, accountId: AccountId, slug: string): Promise<void> {
  const job = await showJob(db, slug);
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw new DomainError("not-found", "There is no such job.");
  if (status === "over") throw new DomainError("conflict", "This job is over, so it was not saved.");
  await countAccountAttempt("save", accountId);
  await transact(db, async (trx) => {
    if ((await insertSaved(trx, accountId, job.id)) && (await countSaved(trx, accountId)) > MOST_SAVED)
      throw new DomainError("conflict", `You have saved ${MOST_SAVED} jobs, which is the most. Remove some first.`);
  });
}

/** Takes a job off the list; nothing happens when it is not there. */
export async function removeSaved(db: Db, accountId: AccountId, jobId: JobId): Promise<void> {
  await deleteSaved(db, accountId, jobId);
}

/** A page of the account's saved jobs, the newest first, as they stand now; and whether it is told before they end. */
export async function pageOfSaved(
  db: Db,
  accountId: AccountId,
  after?: SavedCursor,
): Promise<{ rows: SavedJob[]; next?: string; notes: boolean }> {
  const found = await listSavedIds(db, accountId, { after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const rows: SavedJob[] = [];
  for (const { id, at } of shown) {
    const row = await rowOf(db, id, at);
    if (row) rows.push(row);
  }
  const notes = !(await isSilent(db, accountId));
  return { rows, notes, ...(found.length > PAGE ? { next: savedCursorText(shown[PAGE - 1]!) } : {}) };
}

async function rowOf(db: Db, id: JobId, savedAt: Date): Promise<SavedJob | undefined> {
  const job = await showJob(db, id);
  if (!job) return undefined;
  const at = now();
  const status = publicStatus(job, at);
  const { slug, content, employer } = job;
  if (status === "taken-down")
    return { id, slug, savedAt, status, title: "A job that was taken down", employer: "", pay: "", place: "" };
  return {
    ...{ id, slug, savedAt, status, title: content.title, employer: employer.name },
    ...{ pay: payWords(content.pay), place: placeWords(content) },
    ...(status === "over" ? { over: overReason(job, at) } : job.expiresAt ? { endsAt: job.expiresAt } : {}),
  };
}
