import { DAY, later } from "~/platform/clock.ts";
import type { ImportSchedule } from "./import.ts";

/** When a schedule runs again after `at`; null where it never does. */
export function nextRun(schedule: ImportSchedule, at: Date): Date | null {
  return schedule === "off" ? null : later(at, schedule === "daily" ? DAY : 7 * DAY);
}
