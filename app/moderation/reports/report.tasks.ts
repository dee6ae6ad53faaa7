import type { CaseId, ReportId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Makes the link by which a guest confirms the address that hears what comes of a report, and mails it. */
    "report.confirm-mail": { reportId: ReportId };
    /** Has everybody who reported a case told what came of it. */
    "report.tell-outcome": { caseId: CaseId; version: number };
    "report.outcome-mail": { reportId: ReportId; version: number };
    /** Repeats: forgets guests' addresses of cases that were decided long ago. */
    "report.sweep": Record<string, never>;
  }
}
