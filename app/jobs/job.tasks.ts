import type { AccountId, JobId } from "~/platform/ids.ts";

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
  | "ends_soon"
  | "ends_tomorrow"
  | "expired"
  | "dead_link"
  | "edit_approved"
  | "edit_changes_requested"
  | "edit_rejected";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Tells all members of its employer: one task for each, so that an address that fails repeats to nobody else. */
    "job.mail": { jobId: JobId; event: JobMailEvent; reason?: string };
    "job.mail-to": { jobId: JobId; event: JobMailEvent; reason?: string; accountId: AccountId };
    "job.expire-due": Record<string, never>;
    "job.remind-to-confirm": Record<string, never>;
    /** Begins the term that follows the running one. */
    "job.begin-term": { jobId: JobId };
    "job.remind-of-end": Record<string, never>;
    /** Repeats: has the web addresses looked at where live jobs take applications. */
    "job.check-links": Record<string, never>;
    "job.check-link": { jobId: JobId };
    /** Repeats: forgets mailed links that ended long ago. */
    "job.sweep-links": Record<string, never>;
  }
}
