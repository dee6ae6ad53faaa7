import type { AccountId, Id } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Tells somebody that their account is deleted; the address is in a row of its own till then. */
    "my-data.farewell-mail": { farewellId: Id<"farewell"> };
    /** Erases what a request that was under way wrote after the deletion, and the files' bytes. */
    "my-data.finish": { accountId: AccountId };
    /** Repeats: forgets addresses of mails that could not be sent. */
    "my-data.sweep": Record<string, never>;
  }
}
