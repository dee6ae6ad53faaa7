import { DAY } from "~/platform/clock.ts";
import type { TaskHandlers } from "./run-tasks.server.ts";
import { deleteDoneTasks } from "./task.queries.server.ts";

/** How long a task that is done is kept, and so its dedupe key remembered, in milliseconds. */
const KEPT = 30 * DAY;

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Repeats: forgets what was done long ago. */
    "task.sweep": Record<string, never>;
  }
}

export const outboxTasks = {
  "task.sweep": (db) => deleteDoneTasks(db, KEPT),
} satisfies Partial<TaskHandlers>;
