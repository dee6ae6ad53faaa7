import type { AppealId, ApplicationId, EmployerId, SanctionId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Tells the members of an employer that it is banned, or not any more. */
    "sanction.ban-mail": { sanctionId: SanctionId; event: "banned" | "lifted" };
    /** What a ban means at Stripe. */
    "sanction.stop-selling": { employerId: EmployerId };
    /** Finds those who applied to a banned employer, page by page, and has each told once. */
    "sanction.tell-applicants": { sanctionId: SanctionId; after?: ApplicationId };
    "sanction.applicant-mail": { sanctionId: SanctionId; applicationId: ApplicationId };
    /** Tells the owners what became of an appeal. */
    "appeal.mail": { appealId: AppealId };
  }
}
