import type { JobId } from "~/platform/ids.ts";

/** What the employer is told by mail about a job. */
export type JobMailEvent =
  | "submitted"
  | "live"
  | "changes_requested"
  | "rejected"
  | "payment_needed"
  | "plan_gone"
  | "lapsed"
  | "confirm"
  | "edit_approved"
  | "edit_changes_requested"
  | "edit_rejected";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    "job.mail": { jobId: JobId; event: JobMailEvent; reason?: string };
    "job.expire-due": Record<string, never>;
    "job.remind-to-confirm": Record<string, never>;
  }
}
