import { accountTasks } from "./accounts/account.tasks.server.tsx";
import { alertTasks } from "./alerts/alert.tasks.server.tsx";
import { applicationTasks } from "./applications/application.tasks.server.tsx";
import { billingTasks } from "./billing/billing.tasks.server.tsx";
import { candidateTasks } from "./candidates/candidate.tasks.server.tsx";
import { employerTasks } from "./employers/employer.tasks.server.tsx";
import { importTasks } from "./imports/import.tasks.server.ts";
import { jobTasks } from "./jobs/job.tasks.server.tsx";
import { HOUR, MINUTE } from "./platform/clock.ts";
import { myDataTasks } from "./my-data/my-data.tasks.server.tsx";
import { reportTasks } from "./moderation/reports/report.tasks.server.tsx";
import { sanctionTasks } from "./moderation/sanctions/sanction.tasks.server.tsx";
import { searchTasks } from "./search/search.tasks.server.ts";
import { statisticsTasks } from "./statistics/statistics.tasks.server.ts";
import type { TaskHandlers } from "./tasks/run-tasks.server.ts";
import type { Scheduled } from "./tasks/schedule.server.ts";
import { outboxTasks } from "./tasks/task.tasks.server.ts";

/** Who does each kind of task; the type fails when one has nobody. */
export const taskHandlers: TaskHandlers = {
  ...accountTasks,
  ...alertTasks,
  ...applicationTasks,
  ...billingTasks,
  ...candidateTasks,
  ...employerTasks,
  ...jobTasks,
  ...importTasks,
  ...myDataTasks,
  ...outboxTasks,
  ...reportTasks,
  ...sanctionTasks,
  ...searchTasks,
  ...statisticsTasks,
};

/** What repeats, and how often. */
export const schedule: readonly Scheduled[] = [
  { kind: "alert.sweep", payload: {}, every: HOUR },
  { kind: "application.erase-old", payload: {}, every: HOUR },
  { kind: "billing.reconcile", payload: {}, every: 3 * MINUTE },
  { kind: "billing.sweep-events", payload: {}, every: HOUR },
  { kind: "job.expire-due", payload: {}, every: MINUTE },
  { kind: "job.remind-to-confirm", payload: {}, every: HOUR },
  { kind: "job.remind-of-end", payload: {}, every: HOUR },
  { kind: "job.check-links", payload: {}, every: 5 * MINUTE },
  { kind: "job.sweep-links", payload: {}, every: HOUR },
  { kind: "job.sweep-signatures", payload: {}, every: HOUR },
  { kind: "account.sweep", payload: {}, every: HOUR },
  { kind: "candidate.sweep", payload: {}, every: HOUR },
  { kind: "employer.recheck-domains", payload: {}, every: HOUR },
  { kind: "employer.sweep", payload: {}, every: HOUR },
  { kind: "import.start-due", payload: {}, every: 5 * MINUTE },
  { kind: "import.sweep", payload: {}, every: HOUR },
  { kind: "my-data.sweep", payload: {}, every: HOUR },
  { kind: "report.sweep", payload: {}, every: HOUR },
  { kind: "application.note-ending", payload: {}, every: HOUR },
  { kind: "application.sweep-uploads", payload: {}, every: 15 * MINUTE },
  { kind: "search.sweep", payload: {}, every: HOUR },
  { kind: "statistics.sweep", payload: {}, every: HOUR },
  { kind: "task.sweep", payload: {}, every: HOUR },
];
