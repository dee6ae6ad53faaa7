/** The forms about reports. Apart from report.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";
import { APPEAL_LENGTH, REASON_LENGTH, sanctionCodeList } from "../sanctions/sanction.ts";
import { REPORT_LENGTH, reasonsOf, takedownBases, type TakedownBasis } from "./report.ts";

/** Text of several lines, at most `most` characters. */
export const words = (least: number, most: number, empty: string) =>
  z
    .string({ error: empty })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(least, empty)
        .max(most, `Use at most ${most.toLocaleString("en-US")} characters`),
    );

/** Empty is none. */
const optionalEmail = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  emailSchema.optional(),
);

/** A report of a job or an employer. `email` counts for guests only. */
export const reportForm = (kind: "job" | "employer") =>
  z.object({
    reason: z.enum(
      reasonsOf(kind).map(({ value }) => value),
      { error: "Choose what is wrong" },
    ),
    body: words(10, REPORT_LENGTH, "Say in at least 10 characters what you saw"),
    email: optionalEmail,
  });

const bases = Object.keys(takedownBases) as [TakedownBasis, ...TakedownBasis[]];
const agreed = (error: string) => z.literal("on", { error });

/** A takedown request; what a copyright notice must say is asked of all of them (17 U.S.C. § 512(c)(3)). */
export const takedownForm = z.object({
  basis: z.enum(bases, { error: "Choose what it is about" }),
  material: z
    .string({ error: "Say where it is on this board" })
    .trim()
    .min(5, "Say where it is on this board")
    .max(500, "Use at most 500 characters"),
  body: words(20, REPORT_LENGTH, "Say in at least 20 characters what is yours, and what is wrong"),
  name: z
    .string({ error: "Enter your full name; it is your signature" })
    .trim()
    .min(2, "Enter your full name; it is your signature")
    .max(120, "Use at most 120 characters"),
  email: emailSchema,
  faith: agreed("Confirm this, or we cannot act"),
  perjury: agreed("Confirm this, or we cannot act"),
});

const seen = z.coerce.number().int().min(1).max(1_000_000_000);
const code = z.enum(sanctionCodeList, { error: "Choose why" });
const reason = words(10, REASON_LENGTH, "Say in at least 10 characters why, in words that may be passed on");

/** What a moderator decides on a case, and its reopening. `version` is the one that the page showed. */
export const caseForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("dismissed"), version: seen, reason }),
  z.object({ intent: z.literal("acted"), version: seen, reason }),
  z.object({ intent: z.literal("correction"), version: seen, reason }),
  z.object({ intent: z.literal("suspended"), version: seen, reason, code }),
  z.object({ intent: z.literal("rejected"), version: seen, reason }),
  z.object({ intent: z.literal("reopen"), version: seen }),
]);

/** Suspending a job, and what may follow. */
export const jobStandingForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("suspend"), reason, code }),
  z.object({ intent: z.literal("reinstate"), reason }),
  z.object({ intent: z.literal("reject"), reason }),
]);

/** Banning an employer and lifting it; `ask` shows the page with what it means first. */
export const employerStandingForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("ban"), reason, code, factor: z.string().max(20).optional() }),
  z.object({ intent: z.literal("lift"), reason, factor: z.string().max(20).optional() }),
]);

/** What a moderator says to an appeal. */
export const decideAppealForm = z.object({
  decision: z.enum(["keep", "overturn"], { error: "Choose a decision" }),
  reason,
});

/** An owner's appeal. */
export const appealForm = z.object({
  body: words(20, APPEAL_LENGTH, "Say in at least 20 characters why it is a mistake"),
});
