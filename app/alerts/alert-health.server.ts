import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { readSettings } from "~/settings/read-settings.server.ts";
import type { AlertState, PausedWhy } from "./alert.ts";

/** What the health page says of the alerts. */
export type AlertHealth = {
  counts: { state: AlertState; why: PausedWhy | null; count: number }[];
  /** Events of the mail service in the last 30 days. */
  events: { type: "bounce" | "complaint" | "soft-bounce"; count: number }[];
  /** Changes of jobs that are not matched yet. */
  behind: number;
  /** Active alerts whose mail is due. */
  due: number;
  /** Without one no alert is mailed. */
  hasPostal: boolean;
  /** Whether the mail service can tell of bounces. */
  hasWebhook: boolean;
};

/** Reads it; a handful of counts over indexes. */
export async function readAlertHealth(db: Db): Promise<AlertHealth> {
  const [counts, events, behind, due, settings] = await Promise.all([
    db
      .selectFrom("alert")
      .select((eb) => ["state", "paused_why as why", eb.fn.countAll<number>().as("count")])
      .groupBy(["state", "paused_why"])
      .execute(),
    db
      .selectFrom("mail_event")
      .select((eb) => ["type", eb.fn.countAll<number>().as("count")])
      .where("received_at", ">=", later(now(), -30 * DAY))
      .groupBy("type")
      .execute(),
    db
      .selectFrom("alert_counter as alert")
      .innerJoin("change_counter as feed", (join) => join.on("feed.id", "=", 1))
      .select(["alert.value", "feed.seq"])
      .where("alert.name", "=", "feed")
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("alert")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("next_at", "<=", now())
      .where("state", "=", "active")
      .executeTakeFirstOrThrow(),
    readSettings(db),
  ]);
  return {
    counts: counts.map((row) => ({ ...row, count: Number(row.count) })),
    events: events.map((row) => ({ ...row, count: Number(row.count) })),
    behind: Math.max(0, Number(behind.seq) - Number(behind.value)),
    due: Number(due.count),
    hasPostal: Boolean(settings["contact.postal"]),
    hasWebhook: env().MAIL_WEBHOOK_SECRET !== undefined,
  };
}
