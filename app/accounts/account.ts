import type { AccountId } from "~/platform/ids.ts";

/** The version of the terms and the privacy notice that people agree to at sign-up; raise it when either page changes. */
export const CONSENT_VERSION = "2026-11";

/** The least length of a password, in characters (NIST SP 800-63B asks for 8, and 15 where there is no second factor). */
export const PASSWORD_LENGTH = 12;

export type StaffRole = "moderator" | "admin";

/** A signed-in person, as guards hand it to pages. */
export type Account = { id: AccountId; email: string; name: string; staffRole: StaffRole | null };
