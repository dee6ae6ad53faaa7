import type { AccountId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** The token itself is made when the mail is, so that no table ever holds one that works. */
    "account.confirm-mail": { accountId: AccountId; returnTo?: string };
    "account.already-mail": { accountId: AccountId; returnTo?: string };
    "account.reset-mail": { accountId: AccountId };
    "account.password-changed-mail": { accountId: AccountId };
    "account.sweep": Record<string, never>;
  }
}
