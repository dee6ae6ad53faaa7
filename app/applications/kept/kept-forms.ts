/** The forms of what is kept for the next application. */
import { z } from "zod";
import { ANSWER_LENGTH } from "~/jobs/screening.ts";

const key = z.string().regex(/^[\w-]{43}$/);

/** What the page of the kept things may be asked to do. */
export const keptForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("forget-resume") }),
  z.object({ intent: z.literal("forget-answer"), key }),
  z.object({ intent: z.literal("forget-answers") }),
  z.object({
    intent: z.literal("change-answer"),
    key,
    answer: z
      .string({ error: "Write an answer" })
      .max(ANSWER_LENGTH + 100, `Use at most ${ANSWER_LENGTH.toLocaleString("en-US")} characters`),
  }),
]);

/** A résumé is put in the place of the stored one. @param problem why there is none to store. */
export const storeForm = (problem?: string) =>
  z.object({
    intent: z.literal("store"),
    resume: problem === undefined ? z.unknown().optional() : z.never({ error: problem }),
  });
