/** The roles of an organization's members. Apart from member.ts, so that no page carries the validator to the browser. */
export const memberRoles = ["owner", "recruiter"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const roleLabels: Record<MemberRole, string> = { owner: "Owner", recruiter: "Recruiter" };

/** With its article: `an owner`. */
export const roleWords: Record<MemberRole, string> = { owner: "an owner", recruiter: "a recruiter" };

/** What a role may do, for the form that gives it. */
export const roleHelp: Record<MemberRole, string> = {
  owner: "Also buys, invites and removes people, and changes and verifies the organization.",
  recruiter: "Posts and manages jobs and answers applicants.",
};
