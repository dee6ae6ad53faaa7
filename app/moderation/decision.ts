import { z } from "zod";
import { fillSteps } from "~/jobs/post-form.ts";
import { idSchema } from "~/platform/id-schema.ts";
import { cannedReason, composeReason } from "./canned-reasons.ts";

export const decisions = ["approve", "request_changes", "reject"] as const;
export type Decision = (typeof decisions)[number];

/**
 * What became of the money behind a decided job: `charged`; `none` was to be taken or given back (a credit, a promotion);
 * `kept` authorized for the corrected revision; `untouched`, since it was the edit of a live job; `released`; `refused` by
 * the bank; `pending`, since Stripe did not answer yet and a task goes on.
 */
export type Settlement =
  | { money: "charged"; amountCents: number }
  | { money: "none" | "kept" | "untouched" | "released" | "refused" | "pending" };

/** The words a moderator may type; with a prepared text before them the reason is at most 2,000 characters. */
export const REASON_LENGTH = 1_600;

/**
 * What a moderator sends: an approval needs no words, the others a reason that the employer reads, prepared, in the
 * moderator's own words, or both.
 */
export const decisionSchema = z
  .object({
    revision: idSchema<"revision">("Open the job from the queue again"),
    decision: z.enum(decisions, { error: "Choose a decision" }),
    canned: z
      .string()
      .optional()
      .transform((code) => (code ? cannedReason(code) : undefined)),
    step: z
      .union([z.enum(fillSteps), z.literal("").transform(() => undefined)], { error: "Choose a step of the form" })
      .optional(),
    reason: z.string().trim().max(REASON_LENGTH, `Use at most ${REASON_LENGTH} characters`).default(""),
  })
  .transform(({ canned, reason, ...rest }) => ({ ...rest, reason: composeReason(canned, reason) }))
  .refine((value) => value.decision === "approve" || value.reason.length >= 10, {
    path: ["reason"],
    message: "Say in at least 10 characters what the employer should know, or choose a prepared reason",
  });

export type DecisionInput = z.output<typeof decisionSchema>;
