import type { AccountId, AlertId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Makes the link by which a guest confirms an alert, and mails it. */
    "alert.confirm-mail": { alertId: AlertId };
    /** Gives an account that confirmed its address the alerts that were a guest's of that address. */
    "alert.join": { accountId: AccountId };
    /** Mails what waits for an alert. */
    "alert.send": { alertId: AlertId };
    /** Repeats: forgets what was never confirmed, what was unsubscribed, and old links and matches. */
    "alert.sweep": Record<string, never>;
  }
}
