import type { AccountId } from "~/platform/ids.ts";

/** The version of the terms and the privacy notice that people agree to at sign-up; raise it when either page changes. */
export const CONSENT_VERSION = "2026-11";

/** The least length of a password, in characters (NIST SP 800-63B asks for 8, and 15 where there is no second factor). */
export const PASSWORD_LENGTH = 12;

export type StaffRole = "moderator" | "admin";

/** A role as its holder is called; `none` for somebody who is no staff. */
export const staffRoleLabels: Record<StaffRole | "none", string> = {
  none: "No staff",
  moderator: "Moderator",
  admin: "Admin",
};

/** Why an account is suspended, for the audit log; the person reads an admin's own words. */
export const suspensionCodes = {
  fraud: "Fraud or deceit",
  spam: "Spam",
  abuse: "Abuse of other people",
  security: "To protect the account",
  other: "Something else",
} as const;
export type SuspensionCode = keyof typeof suspensionCodes;

/** A signed-in person, as guards hand it to pages. */
export type Account = { id: AccountId; email: string; name: string; staffRole: StaffRole | null };
