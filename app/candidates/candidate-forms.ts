/** The forms about candidates. Apart from contact.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { idSchema } from "~/platform/id-schema.ts";
import { MESSAGE_LEAST, MESSAGE_LENGTH } from "./contact.ts";

const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** A message to a candidate. `sure`: who wrote it has seen what of it reads as a fraud does. */
export const contactForm = z.object({
  job: idSchema<"job">("Choose a job"),
  message: z
    .string(`Write at least ${MESSAGE_LEAST} characters`)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(MESSAGE_LEAST, `Write at least ${MESSAGE_LEAST} characters`)
        .max(MESSAGE_LENGTH, `Use at most ${MESSAGE_LENGTH.toLocaleString("en-US")} characters`),
    ),
  sure: ticked,
});

/** What a person answers. */
export const answerForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("yes"), resume: idSchema<"file">().optional() }),
  z.object({ intent: z.literal("no") }),
  z.object({
    intent: z.literal("block"),
    report: ticked,
    body: z.string().trim().max(2_000, "Use at most 2,000 characters").optional(),
  }),
]);
