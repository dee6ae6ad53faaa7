/** The people of an organization: roles and the forms about them. No I/O. */
import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";
import { idSchema } from "~/platform/id-schema.ts";
import type { AccountId, EmployerId, InvitationId } from "~/platform/ids.ts";
import { memberRoles, type MemberRole } from "./member-roles.ts";

/** One person of an organization, as its members see each other. */
export type Member = { accountId: AccountId; name: string; email: string; role: MemberRole; since: Date };

/** An invitation that was not answered, as the owners see it. */
export type OpenInvitation = {
  id: InvitationId;
  email: string;
  role: MemberRole;
  sentAt: Date;
  expiresAt: Date;
  sends: number;
};

/** An invitation, for the page of whoever holds its link or its address. */
export type ReadInvitation = {
  id: InvitationId;
  employerId: EmployerId;
  employerName: string;
  verified: boolean;
  role: MemberRole;
  email: string;
  inviter: string;
  expiresAt: Date;
};

/** The most people of an organization, counted together with its open invitations. */
export const MOST_MEMBERS = 50;
/** How long an invitation works after it was sent, in days. */
export const INVITATION_DAYS = 7;
/** How often one invitation is mailed. */
export const MOST_SENDS = 5;
/** Between two mails of one invitation, in minutes. */
export const MINUTES_BETWEEN_SENDS = 5;

const role = z.enum(memberRoles, { error: "Choose a role" });

/** What the members' page posts. `from` and `seen` are what the page showed. */
export const membersForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("invite"), email: emailSchema, role }),
  z.object({ intent: z.literal("resend"), invitation: idSchema<"invitation">() }),
  z.object({ intent: z.literal("revoke"), invitation: idSchema<"invitation">() }),
  z.object({ intent: z.literal("role"), member: idSchema<"account">(), role, from: role }),
  z.object({ intent: z.literal("remove"), member: idSchema<"account">() }),
]);
export type MembersForm = z.output<typeof membersForm>;
