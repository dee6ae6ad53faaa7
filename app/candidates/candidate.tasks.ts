import type { ContactId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** The person is told that an employer wrote. */
    "candidate.contact-mail": { contactId: ContactId };
    /** Who wrote is told that the person said yes, and gets what they share. */
    "candidate.answer-mail": { contactId: ContactId };
    /** Repeats: deletes looks and erases messages that are older than the setting says. */
    "candidate.sweep": Record<string, never>;
  }
}
