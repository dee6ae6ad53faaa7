import type { AccountId, Id } from "~/platform/ids.ts";
import type { StaffRole } from "./account.ts";

/** What happened to a second factor, as its owner is told by mail. */
export type FactorNews =
  "on" | "replaced" | "off" | "reset" | "recovery-used" | "new-codes" | "passkey-on" | "passkey-off";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** The token itself is made when the mail is, so that no table ever holds one that works. */
    "account.confirm-mail": { accountId: AccountId; returnTo?: string };
    "account.already-mail": { accountId: AccountId; returnTo?: string };
    "account.reset-mail": { accountId: AccountId };
    "account.password-changed-mail": { accountId: AccountId };
    "account.suspended-mail": { accountId: AccountId };
    "account.suspension-lifted-mail": { accountId: AccountId };
    /** What the person is now; null for no staff. */
    "account.role-mail": { accountId: AccountId; role: StaffRole | null };
    "account.factor-mail": { accountId: AccountId; what: FactorNews; left?: number };
    /** To the new address: a link that confirms it, or that it has an account already. */
    "account.new-email-mail": { changeId: Id<"email-change"> };
    /** To the old address, with a link that stops the change, or undoes it. */
    "account.email-notice-mail": { changeId: Id<"email-change">; event: "asked" | "changed" };
    "account.sweep": Record<string, never>;
  }
}
