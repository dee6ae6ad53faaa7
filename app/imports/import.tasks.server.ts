import "./import.tasks.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { importSlice } from "./import-slice.server.ts";
import { readRun } from "./read-run.server.ts";
import { startDueImports, sweepImports } from "./schedule-imports.server.ts";

export const importTasks = {
  "import.read": (db, { runId }) => readRun(db, runId),
  "import.slice": (db, { runId }) => importSlice(db, runId),
  "import.start-due": (db) => startDueImports(db),
  "import.sweep": (db) => sweepImports(db),
} satisfies Partial<TaskHandlers>;
