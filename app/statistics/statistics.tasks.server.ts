import "./statistics.tasks.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { sweepVisits } from "./sweep-visits.server.ts";

export const statisticsTasks = {
  "statistics.sweep": (db) => sweepVisits(db),
} satisfies Partial<TaskHandlers>;
