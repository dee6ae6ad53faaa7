import { z } from "zod";

export const decisions = ["approve", "request_changes", "reject"] as const;
export type Decision = (typeof decisions)[number];

/** What a moderator sends: an approval needs no words, the others a reason that the employer reads. */
export const decisionSchema = z
  .object({
    revision: z.string().length(22),
    decision: z.enum(decisions, { error: "Choose a decision" }),
    reason: z.string().trim().max(2_000, "Use at most 2,000 characters").default(""),
  })
  .refine((value) => value.decision === "approve" || value.reason.length >= 10, {
    path: ["reason"],
    message: "Say in at least 10 characters what the employer should know",
  });
