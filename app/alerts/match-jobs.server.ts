import { setImmediate } from "node:timers/promises";
import "./alert.tasks.ts";
import { DAY, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import type { AlertId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import { readChangesAfter, readDocuments, readLiveIds } from "~/search/read-feed.server.ts";
import { readSettings } from "~/settings/read-settings.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { fromSearchText } from "./alert.ts";
import { AlertIndex, type MatchedAlert } from "./alert-index.server.ts";
import type { AlertRow } from "./alert.queries.server.ts";
import {
  clearDue,
  getChangeNumber,
  getFeedPosition,
  insertMatches,
  listChangedAlerts,
  listReady,
  lockDue,
  lockFeedPosition,
  moveFeedPosition,
  setDue,
  slices,
  type ChangeKey,
} from "./match.queries.server.ts";
import { nextMail } from "./next-mail.server.ts";

/** A job that was posted longer ago, in days, is new to nobody, whatever is changed of it. */
export const NEW_DAYS = 30;
/** So many changes are matched in one transaction. */
const CHANGES = 50;
const ALERTS = 2_000;
const DUE = 200;

/** An alert as it is matched. */
export function toMatched(
  row: Pick<AlertRow, "id" | "search" | "since">,
  resolve: (text: string) => PlaceAnswer = (text) => resolvePlace(text, "search"),
): MatchedAlert {
  const criteria = fromSearchText(row.search);
  return { id: row.id, criteria, place: criteria.place ? resolve(criteria.place) : null, since: row.since.getTime() };
}

/** Whether a job may be told of: it is listed, and was posted not long ago. */
export function isTold({ listedUntil, postedAt }: JobDocument): boolean {
  const at = now().getTime();
  return listedUntil > at && postedAt > at - NEW_DAYS * DAY;
}

/**
 * Matches new jobs with all alerts at once. Holds the alerts in memory, brought up to their last change before each job;
 * the feed of jobs is followed from a number in the database, which moves in the transaction that notes the matches, so
 * that any number of workers note each match once.
 */
export class AlertMatcher {
  private index = new AlertIndex();
  private at: ChangeKey = { seq: 0, id: "" };
  private readonly places = new Map<string, PlaceAnswer>();

  constructor(private readonly db: () => Db) {}

  /** How many active alerts it knows. */
  get size(): number {
    return this.index.size;
  }

  /** Matches what has changed since the last time. @returns how many changes of jobs were taken in; 0 for none. */
  async step(): Promise<number> {
    const db = this.db();
    const from = await getFeedPosition(db);
    const { last, end, jobIds, gap } = await readChangesAfter(db, from, CHANGES);
    if (gap) return this.startOver(from, last);
    if (jobIds.length === 0) return 0;
    // After the feed: whoever made an alert before one of these jobs was listed is among them.
    await this.refresh();
    await this.note(from, end, (await readDocuments(db, jobIds)).filter(isTold));
    return end - from;
  }

  /** The feed does not lead on: every job that is listed and new is looked at; what was noted before is not again. */
  private async startOver(from: number, last: number): Promise<number> {
    const db = this.db();
    await this.refresh();
    for (let after = ""; ;) {
      const ids = await readLiveIds(db, after, CHANGES);
      if (ids.length === 0) break;
      await this.note(from, from, (await readDocuments(db, ids)).filter(isTold));
      after = ids.at(-1)!;
    }
    await this.note(from, last, []);
    return 1;
  }

  private async note(from: number, to: number, jobs: readonly JobDocument[]): Promise<void> {
    const at = now().getTime();
    const found: { jobId: JobId; ids: AlertId[] }[] = [];
    for (const job of jobs) {
      found.push({ jobId: job.id, ids: this.index.match(job, at) });
      await setImmediate(); // The lease of a task, if one runs, is kept meanwhile.
    }
    await transact(this.db(), async (trx) => {
      // Another worker was quicker: it has noted them.
      if ((await lockFeedPosition(trx)) !== from) return;
      for (const { jobId, ids } of found) for (const slice of slices(ids)) await this.noteSlice(trx, jobId, slice);
      if (to !== from) await moveFeedPosition(trx, to);
    });
  }

  private async noteSlice(trx: Trx, jobId: JobId, ids: AlertId[]): Promise<void> {
    const { active, ready } = await listReady(trx, ids, jobId);
    // Deleted rows leave no change behind that could be read.
    for (const id of ids) if (!active.has(id)) this.index.remove(id);
    if (ready.length === 0) return;
    await insertMatches(
      trx,
      ready.map(({ id }) => id),
      jobId,
    );
    const at = now();
    const due = new Map<number, AlertId[]>();
    for (const alert of ready) {
      if (alert.next_at) continue;
      const when = nextMail(alert.frequency, alert.zone, at, alert.sent_at).getTime();
      due.set(when, [...(due.get(when) ?? []), alert.id]);
    }
    for (const [when, alerts] of due) await setDue(trx, alerts, new Date(when));
  }

  private async refresh(): Promise<void> {
    const db = this.db();
    const last = await getChangeNumber(db);
    if (last === this.at.seq) return;
    if (last < this.at.seq) {
      // The database was restored from a backup: nothing known of it is sure.
      this.index = new AlertIndex();
      this.at = { seq: 0, id: "" };
    }
    for (;;) {
      const rows = await listChangedAlerts(db, this.at, ALERTS);
      for (const row of rows)
        if (row.state === "active") this.index.put(toMatched(row, (text) => this.resolve(text)));
        else this.index.remove(row.id);
      const end = rows.at(-1);
      if (end) this.at = { seq: Number(end.seq), id: end.id };
      if (rows.length < ALERTS) return;
      await setImmediate();
    }
  }

  private resolve(text: string): PlaceAnswer {
    let place = this.places.get(text);
    if (!place) this.places.set(text, (place = resolvePlace(text, "search")));
    return place;
  }
}

/**
 * Has the mails sent that are due. None goes while the board has no postal address, which the law asks for in each
 * (CAN-SPAM, 15 U.S.C. § 7704(a)(5)): they wait, and the health page says so. @returns how many.
 */
export async function enqueueDueAlerts(db: Db): Promise<number> {
  if (!(await readSettings(db))["contact.postal"]) return 0;
  return transact(db, async (trx) => {
    const due = await lockDue(trx, DUE);
    for (const { id: alertId, at } of due)
      await enqueueTask(trx, "alert.send", { alertId }, { dedupeKey: `alert.send:${alertId}:${at.getTime()}` });
    await clearDue(
      trx,
      due.map(({ id }) => id),
    );
    return due.length;
  });
}
