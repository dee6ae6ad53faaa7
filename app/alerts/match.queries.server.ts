import type { Db, Trx } from "~/platform/database.server.ts";
import { later, now } from "~/platform/clock.ts";
import type { AlertId, JobId, TaskId } from "~/platform/ids.ts";
import type { AlertRow } from "./alert.queries.server.ts";

/** How many rows one statement writes or names. */
const SLICE = 1_000;

/** `items` in slices that one statement can take. */
export function* slices<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += SLICE) yield items.slice(from, from + SLICE);
}

/** The number of the last change of an alert. */
export async function getChangeNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom("alert_counter")
    .select("value")
    .where("name", "=", "change")
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** Up to which change of jobs the alerts are matched. */
export async function getFeedPosition(db: Db | Trx): Promise<number> {
  const row = await db.selectFrom("alert_counter").select("value").where("name", "=", "feed").executeTakeFirstOrThrow();
  return Number(row.value);
}

/** The same, locked: one worker at a time goes on. */
export async function lockFeedPosition(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom("alert_counter")
    .select("value")
    .where("name", "=", "feed")
    .forUpdate()
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** Notes up to which change the alerts are matched. */
export async function moveFeedPosition(trx: Trx, value: number): Promise<void> {
  await trx.updateTable("alert_counter").set({ value }).where("name", "=", "feed").execute();
}

/** Where a page of changed alerts ended. */
export type ChangeKey = { seq: number; id: string };

/** The alerts that were changed after `after`, in the order of their changes. */
export async function listChangedAlerts(db: Db, after: ChangeKey, limit: number): Promise<AlertRow[]> {
  const { seq, id } = after;
  return db
    .selectFrom("alert")
    .selectAll()
    .where((eb) => eb.or([eb("seq", ">", seq), eb.and([eb("seq", "=", seq), eb("id", ">", id as AlertId)])]))
    .orderBy("seq")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Those of the alerts that are active still, and for which this job did not come up before. */
export async function listReady(
  trx: Trx,
  ids: readonly AlertId[],
  jobId: JobId,
): Promise<{ active: Set<AlertId>; ready: AlertRow[] }> {
  const rows = await trx.selectFrom("alert").selectAll().where("id", "in", ids).where("state", "=", "active").execute();
  const told = await trx
    .selectFrom("alert_match")
    .select("alert_id")
    .where("alert_id", "in", ids)
    .where("job_id", "=", jobId)
    .execute();
  const known = new Set(told.map((row) => row.alert_id));
  return { active: new Set(rows.map(({ id }) => id)), ready: rows.filter(({ id }) => !known.has(id)) };
}

/** Notes that a job came up for alerts. */
export async function insertMatches(trx: Trx, ids: readonly AlertId[], jobId: JobId): Promise<void> {
  const at = now();
  const rows = ids.map((alert_id) => ({ alert_id, job_id: jobId, at, task_id: null, done: null }));
  await trx
    .insertInto("alert_match")
    .values(rows)
    // An alert that is deleted at this moment takes its matches with it.
    .onDuplicateKeyUpdate((eb) => ({ job_id: eb.ref("alert_match.job_id") }))
    .execute();
}

/** Says when the next mail of alerts is due, where none is yet. */
export async function setDue(trx: Trx, ids: readonly AlertId[], at: Date): Promise<void> {
  await trx.updateTable("alert").set({ next_at: at }).where("id", "in", ids).where("next_at", "is", null).execute();
}

/** Active alerts whose mail is due, locked, those that others hold left out; at most `limit`. */
export async function lockDue(trx: Trx, limit: number): Promise<{ id: AlertId; at: Date }[]> {
  const rows = await trx
    .selectFrom("alert")
    .select(["id", "next_at"])
    .where("next_at", "<=", now())
    .where("state", "=", "active")
    .orderBy("next_at")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.flatMap(({ id, next_at }) => (next_at ? [{ id, at: next_at }] : []));
}

/** Notes that the mails of alerts are on their way. */
export async function clearDue(trx: Trx, ids: readonly AlertId[]): Promise<void> {
  if (ids.length > 0) await trx.updateTable("alert").set({ next_at: null }).where("id", "in", ids).execute();
}

/** Gives a sending what waits for its alert, and lists what it has not done, also of an earlier attempt. */
export async function claimMatches(trx: Trx, alertId: AlertId, taskId: TaskId): Promise<JobId[]> {
  await trx
    .updateTable("alert_match")
    .set({ task_id: taskId })
    .where("alert_id", "=", alertId)
    .where("task_id", "is", null)
    .where("done", "is", null)
    .execute();
  const rows = await trx
    .selectFrom("alert_match")
    .select("job_id")
    .where("alert_id", "=", alertId)
    .where("task_id", "=", taskId)
    .where("done", "is", null)
    .orderBy("job_id")
    .execute();
  return rows.map(({ job_id }) => job_id);
}

/** Notes what came of what a sending had claimed; `sentAt` for the alert, if a mail went. */
export async function finishMatches(
  trx: Trx,
  { alertId, taskId, sent }: { alertId: AlertId; taskId: TaskId; sent: readonly JobId[] },
): Promise<void> {
  const claimed = () =>
    trx
      .updateTable("alert_match")
      .where("alert_id", "=", alertId)
      .where("task_id", "=", taskId)
      .where("done", "is", null);
  for (const jobs of slices(sent)) await claimed().set({ done: "sent" }).where("job_id", "in", jobs).execute();
  await claimed().set({ done: "dropped" }).execute();
  // No change that whoever matches must know of: it has no number.
  if (sent.length > 0) await trx.updateTable("alert").set({ sent_at: now() }).where("id", "=", alertId).execute();
}

/** Deletes what is older than its days, at most `most` rows a kind. @returns how many rows went. */
export async function sweepRows(
  db: Db,
  days: { matches: number; links: number; unconfirmed: number; gone: number },
  most: number,
): Promise<number> {
  const before = (milliseconds: number) => later(now(), -milliseconds);
  const results = [
    await db.deleteFrom("alert_match").where("at", "<", before(days.matches)).limit(most).executeTakeFirst(),
    await db.deleteFrom("mail_event").where("received_at", "<", before(days.links)).limit(most).executeTakeFirst(),
    await db.deleteFrom("alert_link").where("created_at", "<", before(days.links)).limit(most).executeTakeFirst(),
    await db
      .deleteFrom("alert")
      .where("state", "=", "unconfirmed")
      .where("updated_at", "<", before(days.unconfirmed))
      .limit(most)
      .executeTakeFirst(),
    await db
      .deleteFrom("alert")
      .where("state", "=", "paused")
      .where("account_id", "is", null)
      .where("paused_why", "<>", "person")
      .where("paused_at", "<", before(days.gone))
      .limit(most)
      .executeTakeFirst(),
    // No link of it works any more.
    await db
      .deleteFrom("alert")
      .where("state", "=", "paused")
      .where("account_id", "is", null)
      .where("paused_at", "<", before(days.links))
      .limit(most)
      .executeTakeFirst(),
  ];
  return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
