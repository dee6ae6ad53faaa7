import type { AccountId, EmployerId, InvitationId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Makes the invitation's link and mails it: no table ever holds a token that works. */
    "employer.invitation-mail": { invitationId: InvitationId };
    /** Tells the owners who joined or left, or a member what changed for them. */
    "employer.member-mail": {
      employerId: EmployerId;
      accountId: AccountId;
      event: "joined" | "left" | "removed" | "owner" | "recruiter";
    };
    /** Repeats: forgets invitations that ended long ago. */
    "employer.sweep": Record<string, never>;
  }
}
