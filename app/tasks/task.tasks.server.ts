import { DAY } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { countDoneTasks, deleteDoneTasks } from "./task.queries.server.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Repeats: forgets what was done long ago, and with it the dedupe keys. */
    "task.sweep": Record<string, never>;
  }
}

/** How many tasks a retention of `days` would delete now, counted up to `most`. */
export function countErasableTasks(db: Db, days: number, most: number): Promise<number> {
  return countDoneTasks(db, days * DAY, most);
}

export const outboxTasks = {
  "task.sweep": async (db) => deleteDoneTasks(db, (await readSettingsNow(db))["retention.tasks"] * DAY),
} satisfies Partial<TaskHandlers>;
