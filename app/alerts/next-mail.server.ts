import { Temporal } from "temporal-polyfill";
import { later, MINUTE } from "~/platform/clock.ts";
import { MAIL_HOUR, QUIET_MINUTES, type Frequency } from "./alert.ts";

const MONDAY = 1;

/**
 * When the next mail of an alert is due, for a job that came up at `at`. Daily and weekly: the next 8 o'clock, or Monday's,
 * of the time zone's own clock, whatever daylight saving does to it. Instantly: now, or a while after the last mail, which
 * went at `sentAt`. @param zone an IANA name. @throws RangeError for another.
 */
export function nextMail(frequency: Frequency, zone: string, at: Date, sentAt: Date | null = null): Date {
  if (frequency === "instantly") {
    const quiet = sentAt && later(sentAt, QUIET_MINUTES * MINUTE);
    return quiet && quiet > at ? quiet : at;
  }
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  let day = local.toPlainDate();
  const eight = () => day.toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(MAIL_HOUR) });
  while (Temporal.ZonedDateTime.compare(eight(), local) <= 0 || (frequency === "weekly" && day.dayOfWeek !== MONDAY))
    day = day.add({ days: 1 });
  return new Date(eight().epochMilliseconds);
}
