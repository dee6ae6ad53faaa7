/** The forms of imports. No I/O. */
import { z } from "zod";
import { isFeedFormat } from "~/jobs/import/feed-formats.ts";

const name = z
  .string()
  .optional()
  .transform((text) => text?.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim() ?? "")
  .refine((text) => text.length <= 120, "Use at most 120 characters");
const url = z
  .string()
  .optional()
  .transform((text) => text?.trim() ?? "")
  .refine((text) => text.length <= 1_000, "This address is too long");
const settings = {
  name,
  url,
  format: z
    .string()
    .optional()
    .transform((text) => (isFeedFormat(text) ? text : null)),
  schedule: z.enum(["off", "daily", "weekly"]).catch("off"),
  anyWork: z
    .literal("on")
    .optional()
    .catch(undefined)
    .transform((value) => value === "on"),
};

/** The form of a new import. */
export const newImportForm = z.object(settings);
export type NewImport = z.output<typeof newImportForm>;

/** What is done to an import on its page. */
export const importForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("fetch") }),
    z.object({ intent: z.literal("upload") }),
    z.object({ intent: z.literal("remove") }),
    z.object({ intent: z.literal("settings"), version: z.coerce.number().int(), ...settings }),
  ],
  { error: "Choose what to do" },
);
export type ImportForm = z.output<typeof importForm>;
