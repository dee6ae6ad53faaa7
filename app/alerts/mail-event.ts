import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";

/**
 * What a mail service, or a small program beside it, tells of mails that did not arrive or were not wanted:
 * `{"events": [{"id": "…", "type": "bounce", "email": "name@example.org"}]}`. `id` is the event's own, always the same when
 * it is told again. `bounce`: the address takes no mail, for good; `soft-bounce`: not now; `complaint`: marked as spam.
 */
export const mailEventsSchema = z.object({
  events: z
    .array(
      z.object({
        id: z.string().regex(/^[\x21-\x7e]{1,100}$/),
        type: z.enum(["bounce", "soft-bounce", "complaint"]),
        email: emailSchema,
      }),
    )
    .min(1)
    .max(500),
});
export type MailEvent = z.output<typeof mailEventsSchema>["events"][number];
