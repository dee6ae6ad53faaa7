/** The forms of the verification page. Apart from verification.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";

export const verificationForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send-code"), email: emailSchema }),
  z.object({
    intent: z.literal("confirm-code"),
    code: z
      .string({ error: "Enter the code from the mail" })
      .trim()
      .min(8, "The code has eight letters and digits")
      .max(20, "The code has eight letters and digits"),
  }),
  z.object({ intent: z.literal("get-record") }),
  z.object({ intent: z.literal("check-record") }),
  z.object({ intent: z.literal("give-up") }),
]);
export type VerificationForm = z.output<typeof verificationForm>;
