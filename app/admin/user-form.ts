/** The form of an act on an account. Apart from users.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { suspensionCodes, type StaffRole, type SuspensionCode } from "~/accounts/account.ts";

const codes = Object.keys(suspensionCodes) as [SuspensionCode, ...SuspensionCode[]];
const role = z
  .enum(["none", "moderator", "admin"], { error: "Choose a role." })
  .transform((name): StaffRole | null => (name === "none" ? null : name));
const factor = { factor: factorCodeSchema };
const actId = { id: z.string().max(40) };

export const userForm = z.discriminatedUnion("act", [
  z.object({
    ...factor,
    act: z.literal("suspend"),
    code: z.enum(codes, { error: "Choose one." }),
    reason: z
      .string({ error: "Say what happened." })
      .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
      .min(1, "Say what happened.")
      .max(500, "Use at most 500 characters."),
  }),
  z.object({ ...factor, act: z.literal("lift") }),
  z.object({ ...factor, act: z.literal("role"), role, seen: role }),
  z.object({ act: z.literal("sign-out") }),
  z.object({ ...factor, act: z.literal("factor") }),
  z.object({ ...actId, act: z.literal("confirmation") }),
  z.object({ ...actId, act: z.literal("reset") }),
]);
export type UserForm = z.output<typeof userForm>;
