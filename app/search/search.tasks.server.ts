import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { deleteGoneProcesses } from "./process-beat.server.ts";
import { pruneFeed } from "./prune-feed.server.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Repeats: forgets changes that all have read, and processes that are gone. */
    "search.sweep": Record<string, never>;
  }
}

export const searchTasks = {
  "search.sweep": async (db) => {
    await pruneFeed(db);
    await deleteGoneProcesses(db);
  },
} satisfies Partial<TaskHandlers>;
