/** The forms about claims. Apart from claim.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";
import { EVIDENCE_LENGTH } from "./claim.ts";
import { memberRoles } from "./member-roles.ts";

const words = (least: number, most: number, empty: string) =>
  z
    .string({ error: empty })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(least, empty)
        .max(most, `Use at most ${most.toLocaleString("en-US")} characters`),
    );

export const claimForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("claim"),
    workEmail: emailSchema,
    evidence: words(20, EVIDENCE_LENGTH, "Say in at least 20 characters how a moderator can see that you belong to it"),
  }),
  z.object({ intent: z.literal("confirm"), token: z.string().max(200) }),
  z.object({ intent: z.literal("withdraw") }),
]);

/** What a moderator sends: an approval names the role, a rejection the reason that the claimant reads. */
export const decideClaimForm = z
  .object({
    decision: z.enum(["approve", "reject"], { error: "Choose a decision" }),
    role: z.enum(memberRoles, { error: "Choose a role" }),
    reason: z.string().trim().max(2_000, "Use at most 2,000 characters").default(""),
  })
  .refine(({ decision, reason }) => decision === "approve" || reason.length >= 10, {
    path: ["reason"],
    message: "Say in at least 10 characters why, so that the person can send what is missing",
  });
export type ClaimDecision = z.output<typeof decideClaimForm>;
