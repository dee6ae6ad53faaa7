/** An employer's imports: the words and bounds of sources, runs and their rows. No I/O, and no schema: pages load it. */
import type { FormChange } from "~/jobs/import/compare-forms.ts";
import { feedFormats, type FeedFormat } from "~/jobs/import/feed-formats.ts";
import type { JobState } from "~/jobs/job.ts";
import type { AccountId, EmployerId, ImportRunId, ImportSourceId, JobId } from "~/platform/ids.ts";

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
/** The newest runs of an import, whose reports are kept and listed, the newest for good; one may hold thousands of rows. */
export const KEPT_RUNS = 20;

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

/** Who acts, and for which organization; whether they belong to it is checked by each use. */
export type By = { accountId: AccountId; employerId: EmployerId };

/** The labels of the form's fields. */
export const importLabels = {
  name: "Name",
  file: "File",
  url: "Address",
  format: "Format",
  schedule: "Fetch it",
  anyWork: "Take jobs of other fields too",
} as const;

/** The formats to choose from, the choice of none first. */
export const formatOptions = [
  { value: "", label: "Find out by its content" },
  ...Object.entries(feedFormats).map(([value, label]) => ({ value, label })),
];
