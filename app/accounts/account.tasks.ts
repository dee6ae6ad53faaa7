import type { AccountId } from "~/platform/ids.ts";

/** What happened to a second factor, as its owner is told by mail. */
export type FactorNews = "on" | "replaced" | "off" | "reset" | "recovery-used" | "new-codes";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** The token itself is made when the mail is, so that no table ever holds one that works. */
    "account.confirm-mail": { accountId: AccountId; returnTo?: string };
    "account.already-mail": { accountId: AccountId; returnTo?: string };
    "account.reset-mail": { accountId: AccountId };
    "account.password-changed-mail": { accountId: AccountId };
    "account.factor-mail": { accountId: AccountId; what: FactorNews; left?: number };
    "account.sweep": Record<string, never>;
  }
}
