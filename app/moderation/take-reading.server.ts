import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { lockJob } from "~/jobs/find-job.server.ts";
import { later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findQueueKey, listWaiting } from "./queue.queries.server.ts";
import { anyWaiting, type QueueFilter } from "./queue-filter.ts";
import { LEAVING_SECONDS, READING_MINUTES, readerWords, type Reader } from "./reading.ts";
import {
  deleteReading,
  findReaderName,
  findReading,
  lockReading,
  moveReadingEnd,
  writeReading,
  type ReadingRow,
} from "./reading.queries.server.ts";
import { requireForeign } from "./require-foreign.server.ts";

type Who = { jobId: JobId; moderatorId: AccountId };

/**
 * Takes a job of the queue to read: nobody else can decide on it until the time is over, renewed whenever this moderator
 * does something with it. Taking what is one's own renews it.
 * @throws DomainError `not-found`; `conflict` when somebody else reads it, it does not wait any more, or it is the
 *   moderator's own organization's.
 */
export async function takeReading(db: Db, who: Who): Promise<void> {
  await transact(db, async (trx) => {
    await lockWaiting(trx, who);
    await claimReading(trx, who);
  });
}

/**
 * Takes a job over from the moderator who reads it; the audit log says from whom.
 * @throws DomainError as `takeReading`, except that somebody reads it.
 */
export async function takeOver(db: Db, who: Who): Promise<void> {
  await transact(db, async (trx) => {
    await lockWaiting(trx, who);
    const other = await otherReader(trx, who);
    if (!other) return claimReading(trx, who);
    await writeReading(trx, { ...who, since: now(), until: readUntil() });
    await recordAudit(trx, {
      actor: byAccount(who.moderatorId),
      action: "job.take-over",
      subject: { kind: "job", id: who.jobId },
      detail: { from: other.moderator_id },
    });
  });
}

/**
 * Takes the first job of the queue that nobody else reads, of those that `filter` leaves.
 * @param from the job that this moderator had before: it is put back, and the search begins behind it and then at the
 *   queue's beginning.
 * @returns the job; undefined when none is left.
 */
export async function takeNext(
  db: Db,
  { moderatorId, filter = anyWaiting, from }: { moderatorId: AccountId; filter?: QueueFilter; from?: JobId },
): Promise<JobId | undefined> {
  if (from) await putBack(db, { jobId: from, moderatorId });
  const behind = from && (await findQueueKey(db, from));
  for (const after of behind ? [behind, undefined] : [undefined]) {
    const asked = { filter: { ...filter, reader: "free" as const }, after, limit: CANDIDATES };
    for (const { id } of await listWaiting(db, { ...asked, moderatorId, notTheirOwn: true })) {
      try {
        await takeReading(db, { jobId: id, moderatorId });
        return id;
      } catch (error) {
        // Somebody was quicker with this one: the next one.
        if (!(error instanceof DomainError)) throw error;
      }
    }
  }
  return undefined;
}

/** How many jobs are tried one after the other: more than moderators who press the button in the same moment. */
const CANDIDATES = 30;

/** Renews a moderator's own reading. @returns until when; undefined when it is over, or somebody else's. */
export async function keepReading(db: Db, who: Who): Promise<Date | undefined> {
  const until = readUntil();
  return (await moveReadingEnd(db, { ...who, at: now(), until })) ? until : undefined;
}

/** The page was left: in a moment the job is anybody's, unless the moderator comes back before. */
export async function leaveReading(db: Db, who: Who): Promise<void> {
  await moveReadingEnd(db, { ...who, at: now(), until: later(now(), LEAVING_SECONDS * SECOND) });
}

/** Who has a job before them now, as `moderatorId` sees it. */
export async function showReader(db: Db, { jobId, moderatorId }: Who): Promise<Reader | undefined> {
  const reading = await findReading(db, jobId, now());
  if (!reading) return undefined;
  const { name, since, until, moderator_id } = reading;
  return { name, since, until, own: moderator_id === moderatorId };
}

/** Gives a job back to the queue at once. */
export async function putBack(db: Db | Trx, who: Who): Promise<void> {
  await deleteReading(db, who.jobId, who.moderatorId);
}

/**
 * Takes or renews the reading inside a transaction whose caller has locked the job; it need not wait for a decision.
 * @throws DomainError `conflict` when somebody else reads it.
 */
export async function claimReading(trx: Trx, who: Who): Promise<void> {
  const reading = await lockReading(trx, who.jobId);
  if (reading && isOthers(reading, who)) throw await readByOther(trx, reading);
  const own = reading && reading.until > now();
  await writeReading(trx, { ...who, since: own ? reading.since : now(), until: readUntil() });
}

/** The moderator who reads a job, if it is another one. The caller has locked the job. */
export async function otherReader(trx: Trx, who: Who): Promise<ReadingRow | undefined> {
  const reading = await lockReading(trx, who.jobId);
  return reading && isOthers(reading, who) ? reading : undefined;
}

const isOthers = (reading: ReadingRow, { moderatorId }: Who) =>
  reading.moderator_id !== moderatorId && reading.until > now();

const readUntil = () => later(now(), READING_MINUTES * MINUTE);

async function readByOther(trx: Trx, reading: ReadingRow): Promise<DomainError> {
  const reader = { ...reading, name: await findReaderName(trx, reading.moderator_id), own: false };
  return new DomainError(
    "conflict",
    `${readerWords(reader)}. Nothing was decided, and what you typed is still here: wait, or take the job over.`,
  );
}

async function lockWaiting(trx: Trx, { jobId, moderatorId }: Who): Promise<void> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (!job.pending_revision_id || !(job.state === "submitted" || job.state === "live"))
    throw new DomainError("conflict", "This job does not wait for a decision any more: somebody was quicker.");
  await requireForeign(trx, job.employer_id, moderatorId);
}
