import type { Id, JobId } from "~/platform/ids.ts";

/** Counts of a job on a day (whole days since 1970 in UTC), by where the people came from. */
export type JobDayTable = {
  job_id: JobId;
  day: number;
  source: string;
  views: number;
  clicks: number;
  /** Of the applications, those whose source is known. How many there are the applications themselves tell. */
  applies: number;
};

/** Who was counted today, as a keyed hash. */
export type JobVisitTable = {
  visitor: string;
  kind: "view" | "click" | "apply";
  job_id: JobId;
  day: number;
  source: string;
  /** The flush that wrote the row, and counted it. */
  batch: Id<"batch">;
};
