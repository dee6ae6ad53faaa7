/** What a guest's form asks beside the seeker's. Apart from application.ts, which pages carry to the browser. */
import { z } from "zod";
import { emailSchema, nameSchema } from "~/accounts/account-forms.ts";

/** A guest's own fields. */
export const guestFields = {
  name: nameSchema,
  email: emailSchema,
  consent: z.literal("on", { error: "Agree to the terms and the privacy notice to go on" }),
};

/** Another mail is asked for. */
export const mailAgainSchema = z.object({ ref: z.string().max(50) });

/** A mailed link is followed. */
export const confirmSchema = z.object({ token: z.string().max(200) });
