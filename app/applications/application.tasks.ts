import type { AccountId, ApplicationId, GuestApplicationId, JobId } from "~/platform/ids.ts";
import type { ApplicationState } from "./application.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** The seeker is told that the application came into `state`. */
    "application.seeker-mail": { applicationId: ApplicationId; state: ApplicationState };
    /** The employer's members are told that it came in, or was withdrawn. */
    "application.employer-mail": { applicationId: ApplicationId; event: "received" | "withdrawn" };
    /** The colleague `to` is told that `by` handed the applicant over. */
    "application.assigned-mail": { applicationId: ApplicationId; to: AccountId; by: AccountId };
    /** A guest's address gets the link that sends the application, or is told that it was sent before. */
    "application.guest-mail": { guestApplicationId: GuestApplicationId };
    /** Repeats: finds the people whose saved jobs end soon. */
    "application.note-ending": Record<string, never>;
    /** Who saved a job is told that it ends soon. */
    "application.saved-ending-mail": { accountId: AccountId; jobId: JobId };
    "application.sweep-uploads": Record<string, never>;
    /** Repeats: erases the personal data of applications that ended long ago. */
    "application.erase-old": Record<string, never>;
  }
}
