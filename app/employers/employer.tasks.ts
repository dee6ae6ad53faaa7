import type { AccountId, ClaimId, EmployerId, InvitationId } from "~/platform/ids.ts";

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
    /** Makes the code of verification and mails it. */
    "employer.code-mail": { employerId: EmployerId };
    /** Tells the owners what became of the verification. */
    "employer.verification-mail": {
      employerId: EmployerId;
      event: "verified" | "record-missing" | "record-gone" | "given-up" | "by-staff";
      domain: string;
      /** An admin's words, where one took it back. */
      reason?: string;
    };
    /** Tells the owners what an admin corrected, and why. */
    "employer.corrected-mail": {
      employerId: EmployerId;
      reason: string;
      before: { name: string; website: string | null };
      after: { name: string; website: string | null };
    };
    /** Makes the link that shows that a claimant reads the mail of the address at work, and mails it there. */
    "employer.claim-address-mail": { claimId: ClaimId };
    /** Tells a claimant what a moderator decided. */
    "employer.claim-mail": { claimId: ClaimId };
    /** Looks whether a domain still carries its record. */
    "employer.recheck-domain": { employerId: EmployerId };
    /** Repeats: has the records looked at that are due. */
    "employer.recheck-domains": Record<string, never>;
    /** Repeats: forgets invitations and codes that ended long ago. */
    "employer.sweep": Record<string, never>;
  }
}
