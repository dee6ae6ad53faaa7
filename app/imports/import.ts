/** An employer's imports: the words and bounds of sources, runs and their rows. No I/O. */
import { z } from "zod";
import { feedFormats, isFeedFormat, type FeedFormat } from "~/jobs/import/feed-formats.ts";
import type { FormChange } from "~/jobs/import/compare-forms.ts";
import type { AccountId, EmployerId, ImportRunId, ImportSourceId, JobId } from "~/platform/ids.ts";
import type { JobState } from "~/jobs/job.ts";

/** Imports that one employer may have. */
export const MOST_SOURCES = 20;
/** Rows of one file that are read; the rest is told. */
export const MOST_ROWS = 5_000;
/** Bytes of one file, uploaded or fetched. */
export const MOST_BYTES = 20 * 1024 * 1024;
/** Milliseconds for fetching one file: other tasks wait meanwhile. */
export const LONGEST_FETCH = 20_000;
/** Runs in a row that may fail before a schedule is switched off. */
export const MOST_FAILURES = 5;
/** How long reports are kept, in days; the newest run of an import is kept for good. */
export const KEPT_DAYS = 90;

export const schedules = { off: "Only when I ask", daily: "Every day", weekly: "Every week" } as const;
export type ImportSchedule = keyof typeof schedules;

export const outcomes = ["made", "updated", "left_alone", "refused", "gone", "unchanged"] as const;
export type ImportOutcome = (typeof outcomes)[number];
export const outcomeLabels: Record<ImportOutcome, string> = {
  made: "New draft",
  updated: "Updated",
  unchanged: "Unchanged",
  left_alone: "Left alone",
  refused: "Refused",
  gone: "No longer in the feed",
};

export type ImportRunState = "waiting" | "importing" | "done" | "same" | "refused";

export type ImportSource = {
  id: ImportSourceId;
  employerId: EmployerId;
  name: string;
  /** None where files are uploaded. */
  url: string | null;
  format: FeedFormat | null;
  anyWork: boolean;
  schedule: ImportSchedule;
  nextRunAt: Date | null;
  failures: number;
  version: number;
};

export type ImportRun = {
  id: ImportRunId;
  state: ImportRunState;
  cause: "upload" | "fetch" | "schedule";
  /** The file's name, or the address. */
  origin: string | null;
  format: FeedFormat | null;
  total: number;
  done: number;
  counts: Record<ImportOutcome, number>;
  complete: boolean;
  reason: string | null;
  at: Date;
  endedAt: Date | null;
};

export type ImportRow = {
  number: number;
  outcome: ImportOutcome;
  title: string;
  reason: string;
  changes: FormChange[];
  jobId: JobId | null;
  jobState: JobState | null;
  /** Who edited the job, where that is why it was left alone. */
  by: string | null;
};

/** Who acts for which organization. */
export type Member = { accountId: AccountId; employerId: EmployerId };

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

/** The labels of the form's fields. */
export const importLabels = {
  name: "Name",
  file: "File",
  url: "Address",
  format: "Form",
  schedule: "Fetch it",
  anyWork: "Take jobs of other fields too",
} as const;

/** The forms to choose from, the choice of none first. */
export const formatOptions = [
  { value: "", label: "Find out by its content" },
  ...Object.entries(feedFormats).map(([value, label]) => ({ value, label })),
];
