/** The forms of accounts. Apart from account.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { PASSWORD_LENGTH } from "./account.ts";
import { LONGEST_ANSWER } from "./passkey-forms.ts";

export const emailSchema = z
  .string({ error: "Enter your e-mail address" })
  .trim()
  .max(254, "An e-mail address has at most 254 characters")
  .pipe(z.email("Enter an e-mail address such as name@example.org"))
  .transform((email) => email.toLowerCase());

export const nameSchema = z
  .string({ error: "Enter your name" })
  .trim()
  .min(1, "Enter your name")
  .max(100, "Use at most 100 characters");

/** 72 bytes are no limit for argon2; the bound keeps a hostile megabyte from being hashed. */
export const newPasswordSchema = z
  .string({ error: "Choose a password" })
  .min(PASSWORD_LENGTH, `Use at least ${PASSWORD_LENGTH} characters; a few words are fine`)
  .max(200, "Use at most 200 characters");

export const passwordSchema = z
  .string({ error: "Enter your password" })
  .min(1, "Enter your password")
  .max(200, "Use at most 200 characters");

export const signUpSchema = z.object({
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  consent: z.literal("on", { error: "Agree to the terms and the privacy notice to go on" }),
});

export const signInSchema = z.object({ email: emailSchema, password: passwordSchema });

export const confirmEmailSchema = z.object({ token: z.string().max(200), password: passwordSchema });

export const forgotPasswordSchema = z.object({ email: emailSchema });

export const resetPasswordSchema = z.object({ token: z.string().max(200), password: newPasswordSchema });

/** A field `factor`: a code, or what a passkey answered. What it must be is said when it is checked. */
export const factorCodeSchema = z
  .string()
  .max(LONGEST_ANSWER, "A code is shorter.")
  .refine((text) => text.length <= 60 || text.startsWith("{"), "A code is shorter.")
  .optional();

/** A change of the address. */
export const changeEmailSchema = z.object({ email: emailSchema, password: passwordSchema, factor: factorCodeSchema });

/** What is asked once more before everything is downloaded, and before the account is deleted. */
export const passwordAndCodeSchema = z.object({ password: passwordSchema, factor: factorCodeSchema });
export const deleteAccountSchema = passwordAndCodeSchema.extend({
  sure: z.literal("on", { error: "Say that you know it cannot be taken back" }),
});

export const secondStepSchema = z.object({ factor: factorCodeSchema });

export const factorFormSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("begin"), password: passwordSchema, factor: factorCodeSchema }),
  z.object({ intent: z.literal("confirm"), factor: factorCodeSchema }),
  z.object({ intent: z.literal("codes"), factor: factorCodeSchema }),
  z.object({ intent: z.literal("off"), password: passwordSchema, factor: factorCodeSchema }),
  z.object({
    intent: z.literal("add-passkey"),
    name: z.string({ error: "Give it a name" }).trim().min(1, "Give it a name").max(60, "Use at most 60 characters"),
    answer: z.string().max(LONGEST_ANSWER).default(""),
  }),
  z.object({ intent: z.literal("remove-passkey"), passkey: z.string() }),
  z.object({ intent: z.literal("check"), factor: factorCodeSchema }),
]);
